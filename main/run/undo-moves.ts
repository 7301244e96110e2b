import { Fault } from '../../contract/fault.ts'
import { child, nameOf } from '../io/paths.ts'
import type { ShiftRequest } from '../io/shift.ts'
import type { Journal } from '../journal/journal.ts'
import type { Move } from '../journal/moves.ts'
import type { Clock } from '../async/clock.ts'
import { settled } from './copier.ts'
import type { IoLane } from './lanes/io.ts'

export interface UndoJob {
  batch: number
  seq: number
  /** In the order they are to happen; they have been noted. */
  moves: Move[]
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
  reason: string
}

/** Links are tried and done without where there are none; the state of each file was looked at just before. */
const rules = { links: true, stableInodes: true, mtimeStepNs: 1 }

/**
 * Carries noted moves of an undo out, round by round for all jobs together, and notes the end. Answers for each job with the
 * reason something had to stay, or empty. Moves that had happened before (in an earlier life) are passed over.
 */
export async function carryUndo(rooms: Rooms, jobs: UndoJob[]): Promise<string[]> {
  const entries = jobs.map((job): Entry => ({ job, reason: '' }))
  const rounds = Math.max(0, ...jobs.map(({ moves }) => moves.length))
  for (let round = 0; round < rounds; round++)
    await carryRound(
      rooms,
      entries.filter((entry) => entry.reason === ''),
      round,
    )
  for (const batch of new Set(jobs.map((job) => job.batch))) {
    const ended = entries
      .filter(({ job }) => job.batch === batch)
      .map(({ job, reason }) => ({ seq: job.seq, undone: reason === '' }))
    await rooms.journal.call('endUndo', { batch, jobs: ended })
  }
  return entries.map(({ reason }) => reason)
}

async function carryRound(rooms: Rooms, entries: Entry[], round: number): Promise<void> {
  const open = entries.flatMap((entry) => {
    const move = entry.job.moves[round]
    return move ? [{ entry, move }] : []
  })
  const { io } = rooms
  const requests = open.map(({ move }) => requestOf(move))
  const shifted = await io.shareOut(requests, (share) => io.call('shift', { requests: share, rules }))
  const outcomes = shifted.map(settled)
  for (const [at, { entry, move }] of open.entries()) {
    const outcome = outcomes[at]
    if (outcome?.ok && outcome.value === 'moved') continue
    if (outcome?.ok && outcome.value === 'apart') entry.reason = await apart(rooms, entry.job, move)
    else if (!(await hasHappened(rooms.io, move)))
      entry.reason = outcome?.ok === false ? outcome.error.message : `${move.to.toWellFormed()} is taken.`
  }
}

function requestOf(move: Move): ShiftRequest {
  return {
    ...move,
    unique: move.kind === 'result',
    copyIfApart: move.kind === 'restored' && move.sha256 !== '' ? move.sha256 : null,
  }
}

function apart(rooms: Rooms, job: UndoJob, move: Move): Promise<string> {
  return move.kind === 'result' ? elsewhere(rooms, job, move) : homeByCopy(rooms.io, move)
}

/** A file of the person that was only ever renamed has not been read yet: it is now, so that its copy can be held against it. */
async function homeByCopy(io: IoLane, move: Move): Promise<string> {
  try {
    const sha256 = await io.call('hash', move.from)
    const [outcome] = (
      await io.call('shift', { requests: [{ ...requestOf(move), sha256, copyIfApart: sha256 }], rules })
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
    await journal.call('beginMoves', { batch, seq, atMs: clock.nowMs(), moves: [moved] })
    const [outcome] = (await io.call('shift', { requests: [requestOf(moved)], rules })).map(settled)
    if (outcome?.ok && outcome.value === 'moved') return ''
  }
  return new Fault('vault-refused', { subject: move.from }).message
}

async function hasHappened(io: IoLane, move: Move): Promise<boolean> {
  const [from, to] = await io.call('look', [move.from, move.to])
  return from?.ino !== move.identity.ino && to?.ino === move.identity.ino && to.sizeBytes === move.identity.sizeBytes
}
