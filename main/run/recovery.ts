import { isOriginal } from '../io/retract.ts'
import type { PublishRules } from '../io/publish.ts'
import type { Journal } from '../journal/journal.ts'
import type { HalfDone, Unfinished, Verdict } from '../journal/recover.ts'
import { batchPrefix } from './attempt-name.ts'
import { carryUndo } from './undo-moves.ts'
import { HalfMoves } from './half-moves.ts'
import { settleRestores } from './vault-desk.ts'
import { endSurvivors } from './lanes/survivors.ts'
import type { Clock } from '../async/clock.ts'
import type { IoLane } from './lanes/io.ts'

export interface RecoveryRooms {
  journal: Journal
  io: IoLane
}

/**
 * What every start begins with: processes of an earlier life are ended before their files are touched, jobs that were being
 * committed go forward or back, and what the journal claims as leftovers is removed, nothing else. Batches then wait for `resume`.
 */
export async function recover({
  journal,
  io,
  scratch,
  clock,
}: RecoveryRooms & { scratch: string; clock: Clock }): Promise<void> {
  await endSurvivors(await journal.call('takeProcesses', null))
  await io.call('emptyScratch', scratch)
  await removeLitter({ journal, io })
  for (const batch of await journal.call('unfinished', null)) await settleBatch({ journal, io }, batch)
  await settleRestores({ journal, io }, await journal.call('halfRestored', null))
  const undone = await journal.call('halfUndone', null)
  const { ended } = await carryUndo(
    { journal, io, clock },
    undone.map(({ moves, ...job }) => ({
      ...job,
      moves: moves.map((move) => ({ ...move, ctime: null })),
      free: [],
      known: 'resumed',
      places: () => [],
    })),
  )
  await ended
}

async function settleBatch(rooms: RecoveryRooms, { batch, committing, folders }: Unfinished): Promise<void> {
  const { journal, io } = rooms
  const prefix = batchPrefix(batch.token)
  if (committing.length > 0) {
    const rules = await rulesOf(io, batch.outRoot, prefix)
    const verdicts: Verdict[] = []
    for (const half of committing) verdicts.push(await settleJob(rooms, half, rules))
    await journal.call('settle', verdicts)
  }
  for (const folder of folders) await disposeOf(await io.call('leftovers', { folder, prefixes: [prefix] }), rooms)
  await journal.call('rest', batch.n)
}

/** It is forgotten only when it is gone: a start may be cut off as well. */
async function removeLitter({ journal, io }: RecoveryRooms): Promise<void> {
  const paths = await journal.call('litter', null)
  const stuck = new Set(await io.call('dispose', paths))
  await journal.call(
    'forgetLitter',
    paths.filter((path) => !stuck.has(path)),
  )
}

async function disposeOf(paths: string[], { journal, io }: RecoveryRooms): Promise<void> {
  const stuck = await io.call('dispose', paths)
  if (stuck.length > 0) await journal.call('noteLitter', stuck)
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

/** Forward when every result is whole, under either name; else back, all of them, and the originals with them. */
async function settleJob(rooms: RecoveryRooms, half: HalfDone, rules: PublishRules): Promise<Verdict> {
  const { batch, seq, outputs } = half
  const moves = new HalfMoves(rooms, half, await rooms.journal.call('movesOf', { batch, seq, state: 'begun' }))
  const keepName = moves.any
  const standings = await Promise.all(
    outputs.map((output) => rooms.io.call('standing', { half: output, rules, keepName })),
  )
  const ready = outputs.filter((_, at) => standings[at] === 'ready')
  const whole = !standings.includes('gone')
  if (whole && (await moves.forward(rules)) && (await publishRest(rooms.io, ready, rules)) && (await moves.finish()))
    return { batch, seq, way: 'forward' }
  for (const output of outputs) await rooms.io.call('retract', { half: output, rules })
  await moves.back(rules)
  return { batch, seq, way: 'back' }
}

async function publishRest(io: IoLane, ready: HalfDone['outputs'], rules: PublishRules): Promise<boolean> {
  if (ready.length === 0) return true
  const set = ready.map((half) => ({ ...half, original: isOriginal(half) }))
  const [outcome] = await io.call('publish', { sets: [set], rules })
  return outcome?.ok === true && outcome.value.taken === null
}
