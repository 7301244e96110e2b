import type { FoundRecipe } from '../open-batch.ts'
import type { WatchRecord } from './watch-record.ts'
import type { WatchRooms } from './watch-rooms.ts'

/**
 * The recipe of a watch as it is now. One that has changed is noted, with how many files were made with it as it was: new files are made with the
 * new one, what becomes of the others a person says. Faults: those of finding it.
 */
export async function recipeInUse(record: WatchRecord, rooms: WatchRooms): Promise<FoundRecipe> {
  const found = await rooms.recipe(record.rules)
  const recipeFingerprint = found.recipe.fingerprint
  if (recipeFingerprint === record.recipeFingerprint) return found
  const madeOtherwise = await rooms.parts.journal.call('madeOtherwise', { watch: record.id, recipeFingerprint })
  Object.assign(record, { recipeFingerprint, madeOtherwise, redo: false })
  await rooms.save(record)
  return found
}
