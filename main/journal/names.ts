import { type Folding, nameKey, numbered } from '../../contract/names.ts'
import { toColumn } from './columns.ts'
import type { Store } from './store.ts'

export interface WantedName {
  folder: string
  stem: string
  /** With its dot, or empty. */
  extension: string
  /** Further endings that have to be free with the same number: of files that travel with it. */
  companions?: readonly string[]
  folding: Folding
}

/** Past this many entries what is kept in memory is begun anew. */
const cachedMost = 50_000

/** The number under which the journal files a folder. */
export function folderNumber(store: Store, folder: string): number {
  const known = store.known.folders.get(folder)
  if (known !== undefined) return known
  const path = toColumn(folder)
  store.run('INSERT OR IGNORE INTO folders(path) VALUES(?)', path)
  const n = store.get<{ n: number }>('SELECT n FROM folders WHERE path = ?', path)?.n ?? 0
  if (store.known.folders.size >= cachedMost) store.known.folders.clear()
  store.known.folders.set(folder, n)
  return n
}

/** Notes that attempts of a batch may lie in a folder, so that recovery knows where to look. */
export function notePlace(store: Store, batch: number, folderN: number): void {
  const place = `${batch}/${folderN}`
  if (store.known.places.has(place)) return
  store.run('INSERT OR IGNORE INTO places(batch, folder) VALUES(?, ?)', batch, folderN)
  if (store.known.places.size >= cachedMost) store.known.places.clear()
  store.known.places.set(place, batch)
}

/**
 * Claims the first free name of `stem`, `stem 2`, `stem 3`… for a job. The table's key makes it impossible that two jobs
 * hold one name; the hint only saves counting up again for the thousandth file of the same stem.
 */
export function claimName(store: Store, job: { batch: number; seq: number }, wanted: WantedName): string {
  const folderN = folderNumber(store, wanted.folder)
  notePlace(store, job.batch, folderN)
  const hints = store.known.numbers
  const base = `${folderN}/${nameKey(wanted.stem + wanted.extension, wanted.folding)}`
  for (let n = hints.get(base) ?? 1; ; n++) {
    const stem = numbered(wanted.stem, n)
    const name = stem + wanted.extension
    if (!tryClaim(store, job, { folderN, key: nameKey(name, wanted.folding) })) continue
    if (!claimCompanions(store, job, { ...wanted, stem, folderN })) continue
    if (hints.size >= cachedMost) hints.clear()
    hints.set(base, n + 1)
    return name
  }
}

/** All of them or none; then the name itself is given free again too. A name that the job holds already is its own. */
function claimCompanions(
  store: Store,
  job: { batch: number; seq: number },
  { stem, extension, companions = [], folding, folderN }: WantedName & { folderN: number },
): boolean {
  const claimed = [nameKey(stem + extension, folding)]
  for (const ending of companions) {
    const key = nameKey(stem + ending, folding)
    if (tryClaim(store, job, { folderN, key })) claimed.push(key)
    else if (!holds(store, job, { folderN, key })) {
      for (const each of claimed)
        store.run('DELETE FROM claims WHERE folder = ? AND name_key = ?', folderN, toColumn(each))
      return false
    }
  }
  return true
}

function holds(
  store: Store,
  { batch, seq }: { batch: number; seq: number },
  { folderN, key }: { folderN: number; key: string },
): boolean {
  const sql = 'SELECT 1 FROM claims WHERE folder = ? AND name_key = ? AND batch = ? AND seq = ?'
  return store.get(sql, folderN, toColumn(key), batch, seq) !== undefined
}

function tryClaim(
  store: Store,
  job: { batch: number; seq: number },
  { folderN, key }: { folderN: number; key: string },
): boolean {
  const sql = 'INSERT OR IGNORE INTO claims(folder, name_key, batch, seq) VALUES(?, ?, ?, ?)'
  return store.run(sql, folderN, toColumn(key), job.batch, job.seq) === 1
}

export interface HeldName {
  folder: string
  name: string
}

/** Gives names free again: their files are on disk under them by now, or their job has ended without one. */
export function releaseNames(store: Store, names: HeldName[], folding: Folding): void {
  for (const { folder, name } of names)
    store.run(
      'DELETE FROM claims WHERE folder = ? AND name_key = ?',
      folderNumber(store, folder),
      toColumn(nameKey(name, folding)),
    )
}

/** At the end of a batch, and at recovery: whatever it still claims, and what was counted up for it. */
export function releaseBatch(store: Store, batch: number): void {
  store.run('DELETE FROM claims WHERE batch = ?', batch)
  store.known.numbers.clear()
}
