import { batchPrefix } from '../making/attempt-name.ts'
import { returnOriginals } from './return-originals.ts'
import type { Journal } from '../../journal/journal.ts'
import type { Unfinished } from '../../journal/results/recover.ts'
import { isDiskAway, settleBatch } from './settle-batch.ts'
import { endUndos } from '../undo/half-undone.ts'
import { settleMoves } from './settle-moves.ts'
import { settleRestores } from './settle-restores.ts'
import { endSurvivors } from '../lanes/survivors.ts'
import type { Clock } from '../../async/clock.ts'
import type { IoLane } from '../lanes/io.ts'

export interface RecoveryRooms {
  journal: Journal
  io: IoLane
}

/**
 * What every start begins with: processes of an earlier life are ended before their files are touched, jobs that were being
 * committed go forward or back, what was moved for a job without a result gets its name again, and what the journal claims as leftovers is removed,
 * nothing else. Batches then wait for `resume`.
 */
export async function recover({
  journal,
  io,
  scratch,
  clock,
}: RecoveryRooms & { scratch: string; clock: Clock }): Promise<void> {
  await endSurvivors(await journal.call('takeProcesses', null))
  const unfinished = await journal.call('unfinished', null)
  await emptyScratch({ journal, io }, { scratch, unfinished })
  await removeLitter({ journal, io })
  for (const left of unfinished) {
    await settleBatch({ journal, io }, left, { isAway: await isDiskAway(io, left.batch) })
    await journal.call('rest', left.batch.n)
  }
  await settleMoves({ journal, io }, await journal.call('halfMoved', null))
  await settleRestores({ journal, io }, await journal.call('halfRestored', null))
  await endUndos({ journal, io, clock }, null)
}

/** A program may have had originals of the person there. */
async function emptyScratch(
  rooms: RecoveryRooms,
  { scratch, unfinished }: { scratch: string; unfinished: Unfinished[] },
): Promise<void> {
  const kept: string[] = []
  for (const { batch } of unfinished) {
    const left = await rooms.io.call('leftovers', { folder: scratch, prefixes: [batchPrefix(batch.token)] })
    const removed = new Set(await returnOriginals(rooms, batch, left))
    kept.push(...left.filter((path) => !removed.has(path)))
  }
  await rooms.io.call('emptyScratch', { folder: scratch, kept })
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
