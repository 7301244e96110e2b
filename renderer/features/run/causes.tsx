import { type Dispatch, type KeyboardEvent, useEffect, useId, useRef, useState } from 'react'
import type { FailureCause, JobRow } from '../../../contract/row-commands.ts'
import { useAnswer } from '../../app/use-answer.ts'
import type { LiveBatch } from '../../state/mirror.ts'
import type { RunViewChange } from '../../state/run-view.ts'
import { type AnyFile, codeWords, lineOf } from '../../texts/fault-words.ts'
import { said } from '../../texts/said.ts'
import { useTexts } from '../../texts/use-texts.ts'
import { Button, IconButton } from '../../ui/button.tsx'
import { isFocusNowhere } from '../../ui/is-focus-nowhere.ts'
import { Mark } from '../../ui/mark.tsx'
import type { BatchActions } from './batch-actions.ts'
import { FailedFile, type FileDoor } from './failed-file.tsx'
import { filters } from './tools.tsx'

interface CausesProps {
  live: LiveBatch
  actions: BatchActions
  change: Dispatch<RunViewChange>
  onShow: FileDoor['onShow']
  /** They came in the place of the list, whose keys for other files go on working. */
  insteadOfList: boolean
}

/** The failures of a finished batch, by what caused them. */
export function Causes({ live, actions, change, onShow, insteadOfList }: CausesProps) {
  const { t, n } = useTexts()
  const { batchId, counts } = live.snapshot
  const causes = useAnswer('batch.causes', { batch: batchId }, live.version).value?.causes
  const ref = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (insteadOfList && isFocusNowhere()) ref.current?.focus({ preventScroll: true })
  }, [insteadOfList])
  const keyDown = ({ key, ctrlKey, metaKey, altKey }: KeyboardEvent) => {
    const filter = ctrlKey || metaKey || altKey ? undefined : filters[Number(key) - 1]
    if (filter) change({ type: 'filter', filter })
  }
  const door: FileDoor = { onRetry: ({ seq }) => actions.retry([[seq, seq]]), onShow }
  const words = { failures: t('run.failures', n(counts.failed)), causes: t('run.causesCount', n(causes?.length ?? 0)) }
  return (
    <div className="fgs" ref={ref} tabIndex={-1} onKeyDown={keyDown}>
      {causes ? <h2 className="h2">{t('run.causes', words)}</h2> : null}
      {causes ? <CauseList batch={batchId} causes={causes} actions={actions} door={door} /> : null}
    </div>
  )
}

interface ListProps {
  batch: string
  causes: readonly FailureCause[]
  actions: BatchActions
  door: FileDoor
}

function CauseList({ causes, ...rest }: ListProps) {
  return (
    <div className="list">
      {causes.map((cause, nth) => (
        <Cause key={`${cause.code} ${cause.message}`} cause={cause} opened={nth === 0} {...rest} />
      ))}
    </div>
  )
}

interface CauseProps extends Omit<ListProps, 'causes'> {
  cause: FailureCause
  /** The most frequent one shows its files at once. */
  opened: boolean
}

function Cause({ batch, cause, actions, door, opened }: CauseProps) {
  const { t, n, format } = useTexts()
  // Several causes have as many files: what its buttons are about is told by its words.
  const id = useId()
  const [open, setOpen] = useState(opened)
  const { what, remedy } = wordsOf(cause, {
    first: t('run.anyFile.first', { count: cause.count }),
    within: t('run.anyFile.within', { count: cause.count }),
  })
  return (
    <div className="fg">
      <div className="row g3">
        <span className="fg-m">
          <Mark state="failed" />
        </span>
        <div className="grow">
          <b id={id} className="med">
            {what}
          </b>{' '}
          <span className="t3">{t('frame.files', n(cause.count))}</span>
          <p className="sm t2">{remedy}</p>
        </div>
        <Button size="small" icon="retry" aria-describedby={id} onClick={() => actions.retryCause(cause)}>
          {t('run.retryCount', { text: format.count(cause.count) })}
        </Button>
        <IconButton
          size="small"
          icon={open ? 'down' : 'right'}
          label={t(open ? 'run.hideFiles' : 'run.showFiles')}
          aria-describedby={id}
          aria-expanded={open}
          onClick={() => setOpen(!open)}
        />
      </div>
      {open ? <CauseFiles batch={batch} cause={cause} door={door} /> : null}
    </div>
  )
}

const listedMost = 3

function CauseFiles({ batch, cause, door }: Pick<CauseProps, 'batch' | 'cause' | 'door'>) {
  const { t, format } = useTexts()
  const [all, setAll] = useState(false)
  const files = useFailures(batch, cause)
  const rest = cause.count - listedMost
  return (
    <ul className="fl">
      {files.slice(0, all ? files.length : listedMost).map((row) => (
        <FailedFile key={row.seq} row={row} known={cause.why} {...door} />
      ))}
      {rest > 0 && !all && files.length > listedMost ? (
        <li>
          <Button size="small" look="accent" onClick={() => setAll(true)}>
            {t('run.showMore', { text: format.count(Math.min(rest, files.length - listedMost)) })}
          </Button>
        </li>
      ) : null}
    </ul>
  )
}

function wordsOf({ code, why, message, remedy }: FailureCause, file: AnyFile): { what: string; remedy: string } {
  const words = codeWords(code, { why: why ?? '', file })
  if (!words) return { what: said(message), remedy: said(remedy) }
  return { what: lineOf(words.what, words.why), remedy: words.remedy }
}

const askedMost = 200

/** The first of them. */
function useFailures(batch: string, { code, why, count }: FailureCause): readonly JobRow[] {
  const question = { batch, filter: 'failed', cause: { code, why }, offset: 0, limit: askedMost } as const
  return useAnswer('batch.rows', question, count).value?.rows ?? []
}
