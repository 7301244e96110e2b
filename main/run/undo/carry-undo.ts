import type { SentFile, ShiftSet, Stop } from '../../io/moving/shift-sets.ts'
import type { Journal } from '../../journal/journal.ts'
import type { UndoEnds } from '../../journal/undo/undo.ts'
import { shiftRules } from '../shift-rules.ts'
import { anyBegun } from './has-happened.ts'
import type { UndoJob } from './undo-job.ts'
import { type UndoRooms, whyStopped } from './why-stopped.ts'

interface Entry {
  job: UndoJob
  /** Of its moves, from the first; the last of them did not happen where there is a reason. */
  moved: number
  begun: boolean
  /** Why something had to stay; null: all of it stays, untouched. */
  reason: string | null
}

export interface CarriedUndo {
  /**
   * Of each job: why something had to stay, or empty; null where it stays untouched, since some of its files are not as they were noted, or
   * nothing of it had been moved before an abort.
   */
  reasons: (string | null)[]
  /** Of each job: how many of its moves, from the first, have happened. */
  happened: number[]
  /** Resolves when the end is in the journal. */
  ended: Promise<void>
}

/**
 * Carries noted moves of an undo out, round by round for all jobs together, and begins to note their end. Moves that had happened
 * before (in an earlier life) are passed over.
 */
export async function carryUndo(
  rooms: UndoRooms,
  jobs: UndoJob[],
  { signal }: { signal?: AbortSignal } = {},
): Promise<CarriedUndo> {
  const entries = jobs.map((job): Entry => ({ job, moved: 0, begun: job.known === 'looked', reason: '' }))
  for (let open = entries; open.length > 0; open = open.filter(hasMore)) {
    if (signal?.aborted) for (const entry of open.filter(({ begun }) => !begun)) entry.reason = null
    await rooms.io.shareOut(open.filter(hasMore), (share) => carryOn(rooms, share))
  }
  return {
    reasons: entries.map(({ reason }) => reason),
    happened: entries.map(happenedOf),
    ended: noteEnds(rooms.journal, entries),
  }
}

async function noteEnds(journal: Journal, entries: Entry[]): Promise<void> {
  const ofBatches = Map.groupBy(entries, ({ job }) => job.batch)
  await Promise.all(Array.from(ofBatches, ([batch, ended]) => journal.call('endUndo', { batch, ends: endsOf(ended) })))
}

function endsOf(entries: Entry[]): UndoEnds {
  const seqs = (isOne: (reason: string | null) => boolean) =>
    entries.filter(({ reason }) => isOne(reason)).map(({ job }) => job.seq)
  return {
    undone: seqs((reason) => reason === ''),
    kept: entries.filter(({ reason }) => reason !== null && reason !== '').map(keptFrom),
    untouched: seqs((reason) => reason === null),
  }
}

function keptFrom(entry: Entry): UndoEnds['kept'][number] {
  const { job } = entry
  return { seq: job.seq, moved: job.moves.slice(0, happenedOf(entry)).map(({ from }) => from) }
}

function happenedOf({ moved, reason }: Entry): number {
  if (reason === null) return 0
  return reason === '' ? moved : moved - 1
}

function hasMore({ job, moved, reason }: Entry): boolean {
  return reason === '' && moved < job.moves.length
}

/** As far as one call to an io thread goes. A move that does not happen is looked into; then its job goes on, or has a reason not to. */
async function carryOn(rooms: UndoRooms, entries: Entry[]): Promise<[]> {
  const { moved, stops } = await rooms.io.call('shiftSets', { sets: entries.map(setOf), rules: shiftRules })
  entries.forEach((entry, at) => {
    entry.moved += moved[at] ?? 0
    entry.begun ||= entry.moved > 0
  })
  for (const [at, stop] of stops) {
    const entry = entries[at]
    if (entry) await lookInto(rooms, entry, stop)
  }
  return []
}

function setOf({ job, moved, begun }: Entry): ShiftSet {
  return { files: job.moves.slice(moved).map(sentFrom), free: job.free, begun }
}

function sentFrom({ kind, from, to, identity, sha256, ctime, isVaulted }: UndoJob['moves'][number]): SentFile {
  const way = kind === 'result' ? 'into' : isVaulted ? 'outOf' : null
  return [from, to, identity.ino, identity.sizeBytes, identity.mtimeNs, sha256, ctime, way]
}

async function lookInto(rooms: UndoRooms, entry: Entry, stop: Stop): Promise<void> {
  const { job } = entry
  entry.begun = true
  if (stop.ok && stop.value === 'differs') {
    if (job.known === 'noted' || !(await anyBegun(rooms.io, job.moves))) entry.reason = null
    return
  }
  const move = job.moves[entry.moved]
  if (!move) return
  entry.reason = await whyStopped(rooms, { job, move, stop })
  entry.moved++
}
