import { Fault } from '../../../contract/fault.ts'
import type { Clock } from '../../async/clock.ts'
import type { ShiftRequest } from '../../io/moving/shift.ts'
import type { Stop } from '../../io/moving/shift-sets.ts'
import { child, nameOf } from '../../io/paths.ts'
import type { Journal } from '../../journal/journal.ts'
import type { Move } from '../../journal/moves/moves.ts'
import type { IoLane } from '../lanes/io.ts'
import { settled } from '../making/copier.ts'
import { shiftRules } from '../shift-rules.ts'
import { hasHappened } from './has-happened.ts'
import type { UndoJob } from './undo-job.ts'

export interface UndoRooms {
  journal: Journal
  io: IoLane
  clock: Clock
}

/** Why a move that came to a stop has to stay undone; empty when it has happened all the same, or was made in another way. */
export async function whyStopped(
  rooms: UndoRooms,
  { job, move, stop }: { job: UndoJob; move: Move; stop: Stop },
): Promise<string> {
  if (stop.ok && stop.value === 'apart') return apart(rooms, job, move)
  if (await hasHappened(rooms.io, move)) return ''
  return stop.ok ? `${move.to.toWellFormed()} is taken.` : Fault.fromWire(stop.fault).message
}

function requestOf({ kind, from, to, identity, sha256 }: Move): ShiftRequest {
  const copyIfApart = kind === 'restored' && sha256 !== '' ? sha256 : null
  return { from, to, identity, sha256, unique: kind === 'result', copyIfApart }
}

function apart(rooms: UndoRooms, job: UndoJob, move: Move): Promise<string> {
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
async function elsewhere(
  { io, journal, clock }: UndoRooms,
  { batch, seq, places }: UndoJob,
  move: Move,
): Promise<string> {
  for (const place of places(move.from)) {
    const moved = { ...move, to: child(place, nameOf(move.to)) }
    await journal.call('noteElsewhere', { batch, seq, atMs: clock.nowMs(), moves: [moved] })
    const [outcome] = (await io.call('shift', { requests: [requestOf(moved)], rules: shiftRules })).map(settled)
    if (outcome?.ok && outcome.value === 'moved') return ''
  }
  return new Fault('vault-refused', { subject: move.from }).message
}
