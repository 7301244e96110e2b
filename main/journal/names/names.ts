import { type Folding, nameKey } from '../../../contract/names.ts'
import { toColumn } from '../columns.ts'
import { claimKey } from './name-claims.ts'
import type { Store } from '../store.ts'

/** Past this many entries what is kept in memory is begun anew. */
export const cachedMost = 50_000

/** The number under which the journal files a folder. */
export function folderNumber(store: Store, folder: string): number {
  const known = knownFolder(store, folder)
  if (known !== null) return known
  store.run('INSERT INTO folders(path) VALUES(?)', toColumn(folder))
  store.known.folders.delete(folder)
  return knownFolder(store, folder) ?? 0
}

/** The same for whoever only asks: null where no result was ever to go there, as of most folders that files come from. */
export function knownFolder(store: Store, folder: string): number | null {
  const known = store.known.folders.get(folder)
  if (known !== undefined) return known
  const n = store.get<{ n: number }>('SELECT n FROM folders WHERE path = ?', toColumn(folder))?.n ?? null
  if (store.known.folders.size >= cachedMost) store.known.folders.clear()
  store.known.folders.set(folder, n)
  return n
}

/** Notes that attempts of a batch may lie in a folder, so that recovery knows where to look. */
export function notePlace(store: Store, batch: number, folderN: number): void {
  const known = store.known.places.get(batch) ?? new Set()
  if (known.has(folderN)) return
  store.run('INSERT OR IGNORE INTO places(batch, folder) VALUES(?, ?)', batch, folderN)
  if (known.size >= cachedMost) known.clear()
  store.known.places.set(batch, known.add(folderN))
}

export interface HeldName {
  folder: string
  name: string
}

/** Gives names free again: their files are on disk under them by now, or their job has ended without one. */
export function releaseNames(store: Store, names: HeldName[], folding: Folding): void {
  for (const { folder, name } of names)
    store.claims.release(claimKey(folderNumber(store, folder), nameKey(name, folding)))
}

/** At the end of a batch, and at recovery: whatever it still claims, and what was counted up for it. */
export function releaseBatch(store: Store, batch: number): void {
  store.claims.releaseBatch(batch)
  store.known.numbers.delete(batch)
}
