import type { BatchCounts } from '../../contract/job.ts'

type Sizes = Pick<BatchCounts, 'doneBytes' | 'outputBytes'>

/** By how much less a run left behind: only where results took the places of their originals, since beside these every result is more. */
export function savedBytes({ doneBytes, outputBytes }: Sizes, replaces: boolean): number {
  return replaces && outputBytes > 0 ? Math.max(0, doneBytes - outputBytes) : 0
}
