import { type Folding, nameKey, numbered } from '../../contract/names.ts'
import { type Column, fromColumn, toColumn } from './columns.ts'
import { folderNumber, notePlace } from './names.ts'
import { numberingOf, noteNext, takenBy } from './numbering.ts'
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

/**
 * Claims the first free name of `stem`, `stem 2`, `stem 3`… for a job; one that is made again has the name it had. The table's key makes it
 * impossible that two jobs hold one name, and no other of the batch gets one that a result of it has already, also after the batch was
 * interrupted: whatever else has a name on the disk is for the conflict mode to decide.
 */
export function claimName(store: Store, job: JobKey, wanted: WantedName): string {
  const folderN = folderNumber(store, wanted.folder)
  notePlace(store, job.batch, folderN)
  const place = { ...wanted, folderN }
  const numbering = numberingOf(store, job.batch)
  const base = `${folderN}/${nameKey(wanted.stem + wanted.extension, wanted.folding)}`
  const first = numbering.next.get(base) ?? 1
  const own = first > 1 ? ownNumber(store, job, { ...place, below: first }) : null
  const again = own === null ? null : claimNumber(store, job, { ...place, n: own })
  if (again !== null) return again
  for (let n = first; ; n++) {
    const holder = takenBy(store, job.batch, { ...place, name: numbered(wanted.stem, n) + wanted.extension })
    if (holder !== null && !isSameFile(store, job, holder)) continue
    const name = claimNumber(store, job, { ...place, n })
    if (name === null) continue
    noteNext(numbering, base, n + 1)
    return name
  }
}

interface JobKey {
  batch: number
  seq: number
}

type Place = WantedName & { folderN: number }

/** With all that travels along; null where any of it is somebody else's. */
function claimNumber(store: Store, job: JobKey, { n, ...place }: Place & { n: number }): string | null {
  const stem = numbered(place.stem, n)
  const name = stem + place.extension
  if (!tryClaim(store, job, { folderN: place.folderN, key: nameKey(name, place.folding) })) return null
  return claimCompanions(store, job, { ...place, stem }) ? name : null
}

/** In a watched folder's day a file that changed has several jobs. */
function isSameFile(store: Store, { batch, seq }: JobKey, other: number): boolean {
  const sql = `SELECT 1 FROM jobs j CROSS JOIN jobs k ON k.batch = j.batch AND k.source = j.source
     WHERE j.batch = ? AND j.seq = ? AND k.seq = ?`
  return other === seq || store.get(sql, batch, seq, other) !== undefined
}

/** The number that a result of this very job has already, or of an earlier one for the same file; null where it has none. */
function ownNumber(
  store: Store,
  { batch, seq }: JobKey,
  { folderN, stem, extension, below }: Place & { below: number },
): number | null {
  const sql = `SELECT o.name FROM jobs j CROSS JOIN jobs k INDEXED BY jobs_source ON k.source = j.source AND k.batch = j.batch
     CROSS JOIN outputs o ON o.batch = k.batch AND o.seq = k.seq
     WHERE j.batch = ? AND j.seq = ? AND o.folder = ? AND o.published = 1`
  const own = store.all<{ name: Column }>(sql, batch, seq, folderN).map(({ name }) => fromColumn(name))
  if (own.length === 0) return null
  for (let n = 1; n < below; n++) if (own.includes(numbered(stem, n) + extension)) return n
  return null
}

/** All of them or none; then the name itself is given free again too. A name that the job holds already is its own. */
function claimCompanions(
  store: Store,
  job: JobKey,
  { stem, extension, companions = [], folding, folderN }: Place,
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

function holds(store: Store, { batch, seq }: JobKey, { folderN, key }: { folderN: number; key: string }): boolean {
  const sql = 'SELECT 1 FROM claims WHERE folder = ? AND name_key = ? AND batch = ? AND seq = ?'
  return store.get(sql, folderN, toColumn(key), batch, seq) !== undefined
}

function tryClaim(store: Store, job: JobKey, { folderN, key }: { folderN: number; key: string }): boolean {
  const sql = 'INSERT OR IGNORE INTO claims(folder, name_key, batch, seq) VALUES(?, ?, ?, ?)'
  return store.run(sql, folderN, toColumn(key), job.batch, job.seq) === 1
}
