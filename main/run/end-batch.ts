import { Fault } from '../../contract/fault.ts'
import type { BatchCounts, BatchState } from '../../contract/job.ts'
import type { BatchContext } from './batch-context.ts'
import { clearUnused } from './clear-unused.ts'
import { isDiskAway, settleBatch } from './recovery/settle-batch.ts'

/** How a batch that was worked on is to end. */
export type EndState = Extract<BatchState, 'finished' | 'cancelled' | 'paused'>

interface End {
  restedMs: number
  /** Jobs of it were left open. */
  isLeft: boolean
  /** When the last of it was made; null where nothing was in this turn. */
  madeMs: number | null
  /** All its files have been found. */
  walked: boolean
}

/**
 * Closes the batch in the journal, or lets it rest: also one that was to be over, while a job that was left open cannot be settled. Rows that were not
 * met again have lost their source. Answers with how it ended, `needs-you` where it came to rest by itself, the final counts, and the rows that may have
 * come to their end by this alone.
 */
export async function endBatch(
  batch: BatchContext,
  ending: EndState,
  { restedMs, isLeft, madeMs, walked }: End,
): Promise<{ state: EndState | 'needs-you'; counts: BatchCounts; closed: number[] }> {
  const { parts, record } = batch
  const { journal, clock } = parts
  const { n, watch } = record
  let closed = isLeft ? await settle(batch).catch(() => []) : []
  if (ending === 'cancelled') closed = closed.concat(await endOpen(batch, ending))
  const isOpen = isLeft && (await journal.call('countJobs', n)).waiting > 0
  const rests = ending === 'paused' || isOpen
  if (rests) await journal.call('rest', n)
  else {
    if (ending === 'finished') closed = closed.concat(await endOpen(batch, ending))
    const byQuiet = watch === null ? {} : { madeMs }
    await journal.call('endBatch', { n, state: ending, endedMs: clock.nowMs(), restedMs, walked, ...byQuiet })
  }
  const counts = await journal.call('countJobs', n)
  if (!rests) await clearUnused(batch, counts)
  return { state: isOpen && ending !== 'paused' ? 'needs-you' : ending, counts, closed }
}

/** It may be possible by now. Answers with the jobs that were looked at. */
async function settle({ parts, record }: BatchContext): Promise<number[]> {
  const isAway = await isDiskAway(parts.io, record)
  const left = await parts.journal.call('unfinishedOf', record)
  await settleBatch(parts, left, { isAway })
  return left.committing.map(({ seq }) => seq)
}

async function endOpen(
  { parts: { journal }, record }: BatchContext,
  state: 'finished' | 'cancelled',
): Promise<number[]> {
  const { n, watch } = record
  if (state === 'finished' && watch !== null) await journal.call('dropWaiting', n)
  const fault = state === 'finished' ? lostSource.toWire() : null
  return journal.call('endOpen', { batch: n, state: state === 'finished' ? 'failed' : 'cancelled', fault })
}

const lostSource = new Fault('file-missing', { subject: 'The file', why: 'It was there when the batch began.' })
