import { ownSizes, type Sizes } from './own-counts.ts'

/**
 * By how much the results a batch made are smaller than the files they were made of, never below 0. Where there are fewer of them than files (a list of
 * checksums, an archive) they are no smaller versions of these, and nothing was saved.
 */
export function savedBytes(counts: Sizes): number {
  const { done, results, doneBytes, outputBytes } = ownSizes(counts)
  return outputBytes > 0 && results >= done ? Math.max(0, doneBytes - outputBytes) : 0
}
