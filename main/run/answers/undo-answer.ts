import { isWithin } from '../../io/paths.ts'
import type { BatchRecord } from '../../journal/batches/batch-record.ts'
import type { Engine } from '../engine.ts'
import { leavingOriginals } from '../originals.ts'
import { undoBatch } from '../undo/undo.ts'
import type { Rooms } from './batch-answers.ts'
import type { CheckedInput } from '../../../contract/command.ts'
import { requireDisks } from './disks-of-undo.ts'
import { recordOf } from './record-of.ts'
import { aloneWithVault } from './vault-answers.ts'
import type { Waiter } from './view-answers.ts'

/** Takes a batch back, or files of it; nobody else is at the vault meanwhile. */
export function undoAnswer(rooms: Omit<Rooms, 'rows'>) {
  const { parts, engine, library, watchDesk, locks } = rooms
  return async ({ batch, paths, dry }: CheckedInput<'batch.undo'>, { signal }: Waiter) => {
    const asked = await recordOf(batch, rooms)
    try {
      return await engine.apart(asked, { signal }, async (record) => {
        using _ = await aloneWithVault(locks, `undo of ${batch}`, { signal })
        const keepsFolders = dry || savesNear(record, engine)
        const { picked, originals = 'keep' } = leavingOriginals({ ...library.read(record.recipeText), parts })
        await requireDisks(parts, { record, paths, signal, originals })
        const undone = await undoBatch(parts, { record, paths, dry, keepsFolders, signal })
        return { ...undone, ...(picked && { picked }) }
      })
    } finally {
      if (asked.watch !== null) await watchDesk.recount(asked.watch)
    }
  }
}

/** Whether another batch that is under way saves into the same output folder, or one in or around it. */
function savesNear({ id, outRoot }: BatchRecord, engine: Engine): boolean {
  const others = engine.underWay.filter((run) => run.id !== id).map(({ batch }) => batch.record.outRoot)
  return others.some((out) => isWithin(out, outRoot) || isWithin(outRoot, out))
}
