import type { BatchCounts } from './job.ts'

export type Sizes = Pick<BatchCounts, 'done' | 'doneBytes' | 'results' | 'outputBytes' | 'takenOver'>

/** Files whose results are of the batch's own making: what undo takes back. */
export function ownFiles({ done, reused, takenOver }: Pick<BatchCounts, 'done' | 'reused' | 'takenOver'>): number {
  return done - (takenOver?.files ?? reused)
}

/** What a batch made itself, without what it found made by another. */
export function ownSizes({ takenOver, ...sizes }: Sizes): Omit<Sizes, 'takenOver'> {
  if (!takenOver) return sizes
  return {
    done: sizes.done - takenOver.files,
    doneBytes: sizes.doneBytes - takenOver.bytes,
    results: sizes.results - takenOver.results,
    outputBytes: sizes.outputBytes - takenOver.outputBytes,
  }
}
