import type { BatchSnapshot } from '../../../../contract/event.ts'
import { ownFiles } from '../../../../contract/own-counts.ts'
import type { ReportOutcome } from '../report/closing-report.ts'
import { escapeName } from './escape-name.ts'
import { noReport } from './fault-text.ts'
import { originalsDid } from './originals-leave.ts'
import { placeOf } from './place-of.ts'
import { countOf, durationOf, numberOf, sizeOf } from './words.ts'

export interface Closing {
  batch: BatchSnapshot
  elapsedMs: number
  /** What became of the report; undefined where none was asked for. */
  report: ReportOutcome | undefined
  /** From `Causes`. */
  causes: string[]
}

/** The last word on a batch: what became of the files, where results are, how long it took, and the ways back and on. */
export function closingLines({ batch, elapsedMs, report, causes }: Closing): string[] {
  const { counts, batchId } = batch
  const isOwn = ownFiles(counts) > 0
  const undo = isOwn ? `Take back: millrace undo ${batchId}` : ''
  const verify = counts.done > 0 ? `Check: millrace verify ${batchId}` : ''
  const again = notDone(batch) > 0 || batch.partial ? [`Go on: millrace resume ${batchId}`] : []
  const ways = [undo, verify].filter(Boolean).join('   ')
  return [
    ...causes,
    ...(causes.length > 0 ? [''] : []),
    ...(batch.reason ? [escapeName(batch.reason)] : []),
    `${outcome(batch)} in ${durationOf(elapsedMs)}.${results(batch)}`,
    ...(batch.partial ? ['Not all files had been found by then: going on finds the others, too.'] : []),
    ...(isOwn ? originalsDid(batch) : []),
    ...(report ? reportLines(report, batch) : []),
    ...(ways ? [ways] : []),
    ...again,
  ]
}

function reportLines({ path, fault }: ReportOutcome, { batchId, originals }: BatchSnapshot): string[] {
  if (!fault) return [escapeName(`Report: ${path}`)]
  // Where originals have left their places there is nothing to go over again.
  const later = originals ? [] : [`Write one later: millrace resume ${batchId} --report <file>`]
  return [noReport(fault), ...later]
}

function outcome(batch: BatchSnapshot): string {
  const { counts } = batch
  if (counts.total === 0 && batch.state === 'finished') return 'No files found to process'
  const missing = notDone(batch) - counts.failed
  const parts = [`${countOf(counts.done, 'file')} done${reusedPart(batch)}`]
  if (counts.failed > 0) parts.push(`${numberOf(counts.failed)} failed`)
  if (counts.skipped > 0) parts.push(`${numberOf(counts.skipped)} skipped`)
  if (missing > 0) parts.push(`${numberOf(missing)} not done`)
  return `${batch.state === 'finished' ? '' : 'Stopped: '}${parts.join(', ')}`
}

function reusedPart({ counts }: BatchSnapshot): string {
  return counts.reused > 0 ? ` (${numberOf(counts.reused)} of them earlier)` : ''
}

function results(batch: BatchSnapshot): string {
  const { done, outputBytes } = batch.counts
  if (done === 0) return ''
  const size = outputBytes > 0 ? `${sizeOf(outputBytes)} of results` : 'Results'
  return ` ${size} in ${escapeName(placeOf(batch))}`
}

/** Files that `resume` would try: failed, cancelled, or never begun. */
function notDone({ counts }: BatchSnapshot): number {
  return counts.total - counts.done - counts.skipped - counts.undone
}
