import type { Outcome } from '../../io/outcome.ts'
import type { IoLane } from '../lanes/io.ts'
import { settled } from '../making/copier.ts'
import { type CommitEntry, openEntries, unflushedOf } from './commit-entry.ts'
import { stillAsRead } from './still-as-read.ts'

/**
 * Before results get their names: what was written is put on the disk itself, then what workers have read is looked at once more, as late as can be.
 * What fails of one entry is its fault; the others go on. Rejects only where the io threads give no answer.
 */
export async function makeSure(entries: CommitEntry[], io: IoLane): Promise<void> {
  await flushResults(openEntries(entries), io)
  await requireUnchanged(openEntries(entries), io)
}

async function flushResults(entries: CommitEntry[], io: IoLane): Promise<void> {
  const unflushed = entries.flatMap((entry) => unflushedOf(entry).map((path) => ({ entry, path })))
  const paths = unflushed.map(({ path }) => path)
  blame(unflushed, await io.shareOut(paths, (share) => io.call('flush', share)))
}

async function requireUnchanged(entries: CommitEntry[], io: IoLane): Promise<void> {
  const read = entries.flatMap((entry) => entry.finished.read.map((file) => ({ entry, file })))
  const files = read.map(({ file }) => file)
  blame(read, await stillAsRead(files, io))
}

/** `outcomes`: one for each that was asked about, in order. */
function blame(asked: { entry: CommitEntry }[], outcomes: Outcome<null>[]): void {
  for (const [at, { entry }] of asked.entries()) {
    const outcome = outcomes[at] && settled(outcomes[at])
    if (outcome?.ok === false) entry.fault ??= outcome.error
  }
}
