import type { WireFault } from '../../../contract/fault.ts'
import type { JobRow } from '../../../contract/row-commands.ts'
import { gateOf, gates } from '../../../contract/gate-of.ts'
import { nthOf } from '../../state/pending-rows.ts'
import { useSent } from '../upload/sent-context.ts'
import { said } from '../../texts/said.ts'
import { codeWords, faultWords } from '../../texts/fault-words.ts'
import { nameOf } from '../../texts/shown-path.ts'
import { type Texts, useTexts } from '../../texts/use-texts.ts'
import { useStepTitles } from '../../app/use-step-titles.ts'

/** Where a file is, in words and, while it is under way, as the little race. Finished files carry no track. */
export function RowState({ row }: { row: JobRow }) {
  const text = useStateText(row)
  if (row.state === 'running' || row.state === 'committing')
    return (
      <>
        <Track row={row} />
        <span className="cut">{text}</span>
      </>
    )
  if (row.state === 'failed')
    return (
      <>
        <FailedTrack row={row} />
        <span className="cut" title={text}>
          {text}
        </span>
      </>
    )
  return (
    <>
      <span className="cut" title={text}>
        {text}
      </span>
      <Tags row={row} />
    </>
  )
}

/** How often it was tried, and how many files it is of, or became. */
function Tags({ row: { path, state, crashes = 0, group, outputs } }: { row: JobRow }) {
  const { t, n } = useTexts()
  const { known } = useSent()
  if (state !== 'done') return null
  return (
    <>
      {known.has(path) ? (
        <span className="tag gives-way" title={t('upload.row.known')}>
          {t('upload.row.known')}
        </span>
      ) : null}
      {crashes > 0 ? <span className="tag">{t('run.row.tries', { count: crashes + 1, ordinal: true })}</span> : null}
      {group ? <span className="tag">{t('frame.files', n(group.members))}</span> : null}
      {!group && outputs.length > 1 ? <span className="tag">{t('run.row.resultCount', n(outputs.length))}</span> : null}
    </>
  )
}

function Track({ row: { stage, fraction, state } }: { row: JobRow }) {
  const { isUploading } = useSent()
  const ways: readonly string[] = isUploading ? ['upload', ...gates] : gates
  const at = ways.indexOf(state === 'committing' ? 'write' : stage === 'upload' ? stage : gateOf(stage))
  const parts = ways.map((_, nth) => (nth < at ? 1 : nth > at ? 0 : state === 'committing' ? 1 : fraction))
  return (
    <span className={isUploading ? 'track up' : 'track'} aria-hidden="true">
      {parts.map((part, nth) => (
        <b key={nth} style={{ '--p': `${Math.round(part * 100)}%` } as React.CSSProperties} />
      ))}
    </span>
  )
}

/** The part of its way where a file failed; where nobody knows, the first. */
function FailedTrack({ row: { stage } }: { row: JobRow }) {
  const at = stage === '' || stage === 'upload' ? 0 : gates.indexOf(gateOf(stage))
  return (
    <span className="track bad" aria-hidden="true">
      {gates.map((gate, nth) =>
        nth === at ? <b key={gate} className="x" style={{ '--p': '100%' } as React.CSSProperties} /> : <b key={gate} />,
      )}
    </span>
  )
}

/** What is not a step has words of its own. */
const stages: Partial<Record<string, 'reading' | 'writing' | 'copying'>> = {
  '': 'reading',
  read: 'reading',
  write: 'writing',
  copy: 'copying',
}

function useStageText(stage: string): string {
  const { t } = useTexts()
  const titles = useStepTitles()
  const word = stages[stage]
  return word ? t(`run.row.${word}`) : (titles.get(stage) ?? stage)
}

/** Of a file that is not part of the run yet; null of any other. */
function usePendingText({ seq, state, fraction }: JobRow): string | null {
  const { t, format } = useTexts()
  if (nthOf(seq) === null) return null
  if (state === 'running') return t('upload.row.sending', { percent: format.percent(fraction) })
  if (state === 'failed' || state === 'cancelled') return t(`upload.row.${state}`)
  return t(fraction === 1 ? 'upload.row.arrived' : 'upload.row.waiting')
}

/** A row that stands for the whole group is told as done, one of its files as a part of it. */
function doneText({ path, reused, outputs, group }: JobRow, { t }: Texts): string {
  const isResult = outputs[0]?.path === path
  if (group && outputs[0] && !isResult) return t('run.row.gathered', { name: nameOf(outputs[0].path) })
  return t(reused ? 'run.row.reused' : 'run.row.done')
}

/** The name stands beside it already, and would leave no room for what is said of it. */
function skipReason({ why, ...fault }: WireFault, { path }: JobRow, { t }: Texts): string {
  if (why !== '') return said(why)
  const file = { first: t('run.row.it'), within: t('run.row.itWithin') }
  const isOfRow = nameOf(fault.subject) === nameOf(path)
  return (isOfRow && codeWords(fault.code, { why, file })?.what) || faultWords({ ...fault, why }).what
}

export function useStateText(row: JobRow): string {
  const pending = usePendingText(row)
  const taken = useJobText(row)
  return pending ?? taken
}

function useJobText(row: JobRow): string {
  const { state, stage, fault } = row
  const texts = useTexts()
  const { t } = texts
  const stageText = useStageText(stage)
  switch (state) {
    case 'running':
      return stageText
    case 'done':
      return doneText(row, texts)
    case 'skipped':
      return fault ? t('run.row.skippedWhy', { why: skipReason(fault, row, texts) }) : t('run.row.skipped')
    case 'failed':
      return stage === '' ? t('run.row.failed') : t('run.row.failedAt', { step: stageText })
    case 'waiting':
    case 'committing':
    case 'cancelled':
    case 'undone':
      return t(`run.row.${state}`)
  }
}
