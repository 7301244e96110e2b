import type { JobRow } from '../../../contract/row-commands.ts'
import { said } from '../../texts/said.ts'
import { foldersOf, nameOf, shown } from '../../texts/shown-path.ts'
import { useTexts } from '../../texts/use-texts.ts'
import { IconButton } from '../../ui/button.tsx'
import { type MenuAction, MenuButton } from '../../ui/menu.tsx'
import { Thumb } from './thumb.tsx'
import { useCopy } from './use-copy.ts'
import { useTake } from './use-take.ts'

export interface FileDoor {
  onRetry: (row: JobRow) => void
  /** In the list of all files, with what became of it. */
  onShow: (file: Pick<JobRow, 'seq' | 'path'>) => void
}

interface FailedFileProps extends FileDoor {
  row: JobRow
  /** What stands above the files already. */
  known: string | null | undefined
}

/** One of the files that failed for a cause, and what can be done with it alone. */
export function FailedFile({ row, known, ...door }: FailedFileProps) {
  const { t } = useTexts()
  const { batch } = useCopy()
  const why = row.fault?.why ?? ''
  const label = t('run.actionsFor', { name: nameOf(row.path) })
  return (
    <li>
      <Thumb batch={batch} row={row} />
      <span className="grow fl-n" title={shown(row.path)}>
        <span className="cut">{nameOf(row.path)}</span>
        <span className="sm t3 cut">
          <bdi>{foldersOf(row.path)}</bdi>
        </span>
      </span>
      <span className="sm t2 fl-w">{why === known ? '' : said(why)}</span>
      <MenuButton label={label} actions={useFileActions(row, door)}>
        <IconButton size="small" icon="more" label={label} />
      </MenuButton>
    </li>
  )
}

function useFileActions(row: JobRow, { onRetry, onShow }: FileDoor): (MenuAction | null)[] {
  const { t } = useTexts()
  const { batch, copyError, copyPath } = useCopy()
  const { icon, texts, original } = useTake(batch)
  return [
    { id: 'retry', icon: 'retry', text: t('run.retry'), run: () => onRetry(row) },
    { id: 'show', icon: 'info', text: t('run.showInList'), run: () => onShow(row) },
    null,
    { id: 'original', icon, text: texts.original, run: () => original(row.seq) },
    null,
    { id: 'error', icon: 'copy', text: t('run.copyError'), run: () => copyError(row) },
    { id: 'path', icon: 'copy', text: t('run.copyPath'), run: () => copyPath(row) },
  ]
}
