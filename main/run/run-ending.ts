import type { IntakeLine } from './admitting/intake-line.ts'
import type { BatchContext } from './batch-context.ts'
import type { EndState } from './end-batch.ts'
import type { Tally } from './recording/tally.ts'

interface Ended {
  batch: Pick<BatchContext, 'record'>
  tally: Pick<Tally, 'counts'>
  line: Pick<IntakeLine, 'hasAll' | 'walked'>
  /** What the batch is when all that was asked for is done. */
  endsAs: EndState
}

/**
 * How the batch of a run ends. One that rests is over where nothing of it waits and no file is still to be found; else it is gone on with. One that was
 * stopped when all that was left of it was in hand has ended by itself.
 */
export function runEnding(run: Ended, { isResting, isStopped }: { isResting: boolean; isStopped: boolean }): EndState {
  const { waiting, cancelled } = run.tally.counts
  const hasAll = run.batch.record.watch !== null || run.line.hasAll
  if (isResting) return hasAll && waiting === 0 ? asBefore(run) : 'paused'
  const isCut = !run.line.hasAll || waiting + cancelled > 0
  return isStopped && isCut ? 'cancelled' : asBefore(run)
}

/** One that was cancelled is over once nothing of it is left that was. */
function asBefore({ tally, line, endsAs }: Ended): EndState {
  const { waiting, cancelled } = tally.counts
  const isWhole = endsAs === 'cancelled' && line.walked && waiting + cancelled === 0
  return isWhole ? 'finished' : endsAs
}
