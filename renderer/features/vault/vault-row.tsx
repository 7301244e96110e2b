import type { HeldFile } from '../../../contract/vault.ts'
import { printRoute } from '../../app/route.ts'
import { daysAgo } from '../../texts/format.ts'
import { folderOf } from '../../state/path-parts.ts'
import { nameOf, shown } from '../../texts/shown-path.ts'
import { useTexts } from '../../texts/use-texts.ts'
import { Button, IconButton } from '../../ui/button.tsx'
import { Glyph } from '../../ui/glyph.tsx'
import { MenuButton } from '../../ui/menu.tsx'
import { shield } from '../../ui/shield.ts'
import { goTo } from '../../app/use-route.ts'

interface VaultRowProps {
  file: HeldFile
  /** It is on its way back. */
  restoring: boolean
  onRestore: (file: HeldFile) => void
  onRemove: (file: HeldFile) => void
}

const icons = { original: 'shield', conflict: 'copy', result: 'undo' } as const

export function VaultRow({ file, restoring, onRestore, onRemove }: VaultRowProps) {
  const { t, format } = useTexts()
  const { kind, from, bytes, atMs, there, batch } = file
  const name = nameOf(from)
  // The next file comes up under the pointer: the second press of a double click is not meant for it.
  const restore = (): void => {
    shield()
    onRestore(file)
  }
  const actions = [
    { id: 'batch', icon: 'history', text: t('vault.batch'), run: () => goTo({ screen: 'history', batch }) },
    null,
    { id: 'remove', icon: 'trash', text: t('vault.remove'), look: 'bad', run: () => onRemove(file) },
  ] as const
  return (
    <div className="va-r" role="listitem">
      <Glyph name={icons[kind]} />
      <HeldName file={file} />
      <div className="col va-k hide-n">
        <span className="sm t2 cut">{t(`vault.kind.${kind}`)}</span>
        <a className="sm cut" href={printRoute({ screen: 'history', batch })}>
          {t('vault.since', { time: useWhen(atMs) })}
        </a>
      </div>
      <span className={there ? 'sm t2' : 'sm warn'}>{useUntil(file)}</span>
      <span className="r">{format.bytes(bytes)}</span>
      <span className="row g1">
        {/* Not disabled while it is restored: the focus would be lost, and its neighbour gets it. */}
        <Button
          size="small"
          icon="undo"
          aria-label={t('vault.restoreThis', { name })}
          disabled={!there}
          onClick={() => restoring || restore()}
        >
          {t('vault.restore')}
        </Button>
        <MenuButton label={t('vault.actionsFor', { name })} actions={actions}>
          <IconButton size="small" icon="more" label={t('vault.actionsFor', { name })} />
        </MenuButton>
      </span>
    </div>
  )
}

function HeldName({ file: { from, kind } }: { file: HeldFile }) {
  const { t } = useTexts()
  return (
    <div className="col va-n" title={shown(from)}>
      <b className="med cut">{nameOf(from)}</b>
      {/* Where there is no room for it in a column of its own: an original and a result may have one name. */}
      <span className="sm t2 only-n">{t(`vault.kind.${kind}`)}</span>
      <span className="sm t3 cut from-end">
        <bdi>{shown(folderOf(from))}</bdi>
      </span>
    </div>
  )
}

function useWhen(atMs: number): string {
  const { t, format } = useTexts()
  const days = daysAgo(atMs, Date.now())
  if (days === 0) return format.clock(atMs)
  return days === 1 ? t('frame.yesterday') : format.day(atMs)
}

function useUntil({ there, untilMs }: HeldFile): string {
  const { t, format } = useTexts()
  if (!there) return t('vault.gone')
  if (untilMs === null) return t('vault.always')
  return untilMs < Date.now() ? t('vault.overdue') : t('vault.until', { date: format.day(untilMs) })
}
