import { isOriginal } from '../../io/publishing/back-to-attempt.ts'
import type { Clock } from '../../async/clock.ts'
import type { PublishRules } from '../../io/publishing/publish-request.ts'
import type { BatchRecord } from '../../journal/batches/batch-record.ts'
import type { HalfDone, Unfinished, Verdict } from '../../journal/results/recover.ts'
import { batchPrefix } from '../making/attempt-name.ts'
import { clearLeftovers } from './clear-leftovers.ts'
import { HalfMoves } from './half-moves.ts'
import type { IoLane } from '../lanes/io.ts'
import type { RecoveryRooms } from './recovery.ts'
import { endUndos } from '../undo/half-undone.ts'
import { mountOfBatch } from '../recorded-request.ts'
import { takeBack } from './take-back.ts'

/**
 * What a start had to leave as it was, since the disk of the results was away, or a commit could not end. By now the disk is back, or nobody waits for
 * it any more. An undo that could not end goes first.
 */
export async function settleLeft(rooms: RecoveryRooms & { clock: Clock }, batch: BatchRecord): Promise<void> {
  await endUndos(rooms, batch.n)
  const left = await rooms.journal.call('unfinishedOf', batch)
  if (mountOfBatch(batch) === null && left.committing.length === 0) return
  await settleBatch(rooms, left, { isAway: false })
}

/**
 * Jobs that were being committed go forward or back. While the disk of the results is away nobody can tell which: such a job stays as it is, unless
 * an original of it had been moved, which goes back to its place now.
 */
export async function settleBatch(
  rooms: RecoveryRooms,
  { batch, committing, folders }: Unfinished,
  { isAway }: { isAway: boolean },
): Promise<void> {
  const { journal, io } = rooms
  if (committing.length > 0) {
    const rules = await rulesOf(io, batch.outRoot, batchPrefix(batch.token))
    const verdicts: Verdict[] = []
    for (const half of committing) {
      const moves = new HalfMoves(
        rooms,
        half,
        await journal.call('movesOf', { batch: half.batch, seq: half.seq, state: 'begun' }),
      )
      const verdict = moves.any || !isAway ? await settleJob(rooms, half, { moves, rules }) : null
      if (verdict) verdicts.push(verdict)
    }
    await journal.call('settle', verdicts)
  }
  await clearLeftovers(rooms, batch, folders)
}

/** Whether the results of the batch went to a disk of their own which is not there now. */
export async function isDiskAway(io: IoLane, batch: BatchRecord): Promise<boolean> {
  const mount = mountOfBatch(batch)
  return mount !== null && io.call('isAway', mount)
}

const careful: PublishRules = { links: true, stableInodes: true, mtimeStepNs: 1 }

/**
 * A target volume that is not there now tells nothing: the careful rules hold, and what cannot be seen goes back. Its folder is not made, or
 * results would come to lie where the disk is to be mounted.
 */
async function rulesOf(io: IoLane, folder: string, prefix: string): Promise<PublishRules> {
  try {
    const [isThere] = await io.call('occupied', [folder])
    return isThere ? await io.call('probe', { folder, prefix }) : careful
  } catch {
    return careful
  }
}

/** Forward when every result is whole, under either name; else back, all of them, and the originals with them. Null where neither can be now. */
async function settleJob(
  rooms: RecoveryRooms,
  { batch, seq, outputs }: HalfDone,
  { moves, rules }: { moves: HalfMoves; rules: PublishRules },
): Promise<Verdict | null> {
  const keepName = moves.any
  const standings = await Promise.all(
    outputs.map((output) => rooms.io.call('standing', { half: output, rules, keepName })),
  )
  const ready = outputs.filter((_, at) => standings[at] === 'ready')
  const whole = !standings.includes('gone')
  if (whole && (await moves.forward(rules)) && (await publishRest(rooms.io, ready, rules)) && (await moves.finish()))
    return { batch, seq, way: 'forward' }
  return (await takeBack(rooms, outputs, { moves, rules })) && { batch, seq, way: 'back' }
}

async function publishRest(io: IoLane, ready: HalfDone['outputs'], rules: PublishRules): Promise<boolean> {
  if (ready.length === 0) return true
  const set = ready.map((half) => ({ ...half, original: isOriginal(half) }))
  const [outcome] = await io.call('publish', { sets: [set], rules })
  return outcome?.ok === true && outcome.value.taken === null
}
