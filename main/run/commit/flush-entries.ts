import { settled } from '../making/copier.ts'
import type { IoLane } from '../lanes/io.ts'
import { type CommitEntry, unflushedOf } from './commit-entry.ts'

/** Has the disk keep what no thread has had it keep yet, all files of a group at once. What it cannot keep becomes the fault of its entry. */
export async function flushEntries(io: IoLane, entries: CommitEntry[]): Promise<void> {
  const unflushed = entries.flatMap((entry) => unflushedOf(entry).map((path) => ({ entry, path })))
  const outcomes = await io.shareOut(
    unflushed.map(({ path }) => path),
    (share) => io.call('flush', share),
  )
  for (const [at, { entry }] of unflushed.entries()) {
    const outcome = outcomes[at] && settled(outcomes[at])
    if (outcome?.ok === false) entry.fault ??= outcome.error
  }
}
