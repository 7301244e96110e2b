import type { BatchCounts } from './job.ts'

type Sizes = Pick<BatchCounts, 'done' | 'results' | 'doneBytes' | 'outputBytes'>

/**
 * By how much the results of a batch are smaller than the files they were made of, never below 0. Where there are fewer of them than files (a list of
 * checksums, an archive) they are no smaller versions of these, and nothing was saved.
 */
export function savedBytes({ done, results, doneBytes, outputBytes }: Sizes): number {
  return outputBytes > 0 && results >= done ? Math.max(0, doneBytes - outputBytes) : 0
}
