import { Fault } from '../../../contract/fault.ts'
import { child, nameOf } from '../../io/paths.ts'
import type { ShiftRequest } from '../../io/moving/shift.ts'
import type { SentFile, ShiftSet, Stop } from '../../io/moving/shift-sets.ts'
import type { Journal } from '../../journal/journal.ts'
import type { Move } from '../../journal/moves/moves.ts'
import type { UndoEnds } from '../../journal/undo/undo.ts'
import type { Clock } from '../../async/clock.ts'
import { settled } from '../making/copier.ts'
import type { IoLane } from '../lanes/io.ts'
import { shiftRules } from '../shift-rules.ts'
import type { PlannedMove } from './undo-plan.ts'

export interface UndoJob {
  batch: number
  seq: number
  /** In the order they are to happen; they have been noted. */
  moves: (Move & Pick<PlannedMove, 'ctime' | 'isVaulted'>)[]
  /** Names that have to be free before the first of them. */
  free: string[]
  /** What is known of its files: that they were `noted`, or `looked` at since; `resumed`: an earlier life may have moved some of them. */
  known: 'noted' | 'looked' | 'resumed'
  /** Other vault places for a file whose first is on another volume. */
  places: (path: string) => string[]
}

interface Rooms {
  journal: Journal
  io: IoLane
  clock: Clock
}

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
  rooms: Rooms,
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
async function carryOn(rooms: Rooms, entries: Entry[]): Promise<[]> {
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

async function lookInto(rooms: Rooms, entry: Entry, stop: Stop): Promise<void> {
  const { job } = entry
  entry.begun = true
  if (stop.ok && stop.value === 'differs') {
    if (job.known === 'noted' || !(await anyBegun(rooms.io, job.moves))) entry.reason = null
    return
  }
  const move = job.moves[entry.moved]
  if (!move) return
  entry.reason = await reasonOf(rooms, { job, move, stop })
  entry.moved++
}

/** Empty when the move has happened all the same. */
async function reasonOf(rooms: Rooms, { job, move, stop }: { job: UndoJob; move: Move; stop: Stop }): Promise<string> {
  if (stop.ok && stop.value === 'apart') return apart(rooms, job, move)
  if (await hasHappened(rooms.io, move)) return ''
  return stop.ok ? `${move.to.toWellFormed()} is taken.` : Fault.fromWire(stop.fault).message
}

function requestOf({ kind, from, to, identity, sha256 }: Move): ShiftRequest {
  const copyIfApart = kind === 'restored' && sha256 !== '' ? sha256 : null
  return { from, to, identity, sha256, unique: kind === 'result', copyIfApart }
}

function apart(rooms: Rooms, job: UndoJob, move: Move): Promise<string> {
  return move.kind === 'result' ? elsewhere(rooms, job, move) : homeByCopy(rooms.io, move)
}

/** A file of the person that was only ever renamed has not been read yet: it is now, so that its copy can be held against it. */
async function homeByCopy(io: IoLane, move: Move): Promise<string> {
  try {
    const sha256 = await io.call('hash', move.from)
    const [outcome] = (
      await io.call('shift', { requests: [{ ...requestOf(move), sha256, copyIfApart: sha256 }], rules: shiftRules })
    ).map(settled)
    if (outcome?.ok && outcome.value === 'moved') return ''
    return outcome?.ok === false ? outcome.error.message : `${move.to.toWellFormed()} is taken.`
  } catch (error) {
    return Fault.from(error, move.from).message
  }
}

/** A result whose vault would be on another volume goes to a vault beside it, noted anew. */
async function elsewhere({ io, journal, clock }: Rooms, { batch, seq, places }: UndoJob, move: Move): Promise<string> {
  for (const place of places(move.from)) {
    const moved = { ...move, to: child(place, nameOf(move.to)) }
    await journal.call('noteElsewhere', { batch, seq, atMs: clock.nowMs(), moves: [moved] })
    const [outcome] = (await io.call('shift', { requests: [requestOf(moved)], rules: shiftRules })).map(settled)
    if (outcome?.ok && outcome.value === 'moved') return ''
  }
  return new Fault('vault-refused', { subject: move.from }).message
}

/** A file that came home from another disk is a new one there: its content tells. */
async function hasHappened(io: IoLane, { from: oldName, to: newName, identity, sha256 }: Move): Promise<boolean> {
  const [from, to] = await io.call('look', [oldName, newName])
  if (from?.ino === identity.ino || to?.sizeBytes !== identity.sizeBytes) return false
  if (to.ino === identity.ino) return true
  return !from && sha256 !== '' && (await io.call('hash', newName).catch(() => '')) === sha256
}

/** A file that has its new name, even beside its old one. In the vault nothing else can have it. */
async function anyBegun(io: IoLane, moves: Move[]): Promise<boolean> {
  const found = await io.call(
    'look',
    moves.map(({ to }) => to),
  )
  if (moves.some(({ kind, identity }, at) => found[at] && (kind === 'result' || found[at].ino === identity.ino)))
    return true
  for (const move of moves) if (await hasHappened(io, move)) return true
  return false
}
