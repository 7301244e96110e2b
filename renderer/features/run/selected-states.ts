import type { BatchCounts, JobState } from '../../../contract/job.ts'
import { jobRowOf, pendingSeq } from '../../state/pending-rows.ts'
import { countOf, type Ranges, within } from '../../state/ranges.ts'
import type { RowPages } from '../../state/row-pages.ts'

/** More than this are taken back with a question, as a whole batch. */
export const undoMost = 1000

type CountedState = Exclude<JobState, 'committing'>

export interface SelectedStates {
  canDrop: boolean
  canRetry: boolean
  canDownload: boolean
  canUndo: boolean
  /** How many are in which state, and how large they are, of those this window holds. */
  states: ReadonlyMap<CountedState, number>
  sizeBytes: number
  /** Whether it holds all of them. */
  whole: boolean
}

/** What can be done with the chosen files, as far as this window knows them; of those it does not hold, anything may be true that is true of any of the batch. */
export function selectedStates(selection: Ranges, { pages, after }: RowPages, counts: BatchCounts): SelectedStates {
  const taken = [...pages.values()].flat().filter(({ seq }) => within(selection, seq))
  const pending = after.filter(({ nth }) => within(selection, pendingSeq(nth)))
  const held = [...taken, ...pending.map(jobRowOf)]
  const whole = held.length >= countOf(selection)
  const any = (states: readonly CountedState[]) =>
    whole
      ? held.some(({ state }) => states.some((one) => one === countedAs(state)))
      : after.length > 0 || states.some((one) => counts[one] > 0)
  return {
    canDrop: any(['waiting', 'running']),
    canRetry: any(['failed', 'cancelled']),
    canDownload: any(['done']),
    canUndo: any(['done']) && countOf(selection) <= undoMost,
    states: new Map(
      Map.groupBy(held, ({ state }) => countedAs(state))
        .entries()
        .map(([state, rows]) => [state, rows.length]),
    ),
    sizeBytes: held.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0),
    whole,
  }
}

function countedAs(state: JobState): CountedState {
  return state === 'committing' ? 'running' : state
}
