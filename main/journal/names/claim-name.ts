import { type Folding, nameKey, numbered } from '../../../contract/names.ts'
import { type Column, fromColumn } from '../columns.ts'
import { claimKey } from './name-claims.ts'
import { folderNumber, notePlace } from './names.ts'
import { numberingOf, noteNext, takenBy } from './numbering.ts'
import type { Store } from '../store.ts'

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
 * Claims the first free name of `stem`, `stem 2`, `stem 3`… for a job; one that is made again has the name it had. No two jobs
 * hold one name at a time, and no other of the batch gets one that a result of it has already, also after the batch was
 * interrupted: whatever else has a name on the disk is for the conflict mode to decide.
 */
export function claimName(store: Store, job: JobKey, wanted: WantedName): string {
  return claimTogether(store, job, [placeOf(store, job, wanted)])[0] ?? ''
}

/** The same for names that get one number, the first that is free for all of them; where two of them are the same, each gets its own. */
export function claimSeries(store: Store, job: JobKey, wanted: readonly WantedName[]): string[] {
  const [only, ...more] = wanted
  if (only && more.length === 0) return [claimName(store, job, only)]
  const places = wanted.map((name) => placeOf(store, job, name))
  const areApart = new Set(places.map(({ base }) => base)).size === places.length
  return areApart ? claimTogether(store, job, places) : places.flatMap((place) => claimTogether(store, job, [place]))
}

function claimTogether(store: Store, job: JobKey, places: Place[]): string[] {
  const numbering = numberingOf(store, job.batch)
  const first = places.reduce((most, { base }) => Math.max(most, numbering.next.get(base) ?? 1), 1)
  const own = first > 1 && places[0] ? ownNumber(store, job, { ...places[0], below: first }) : null
  const again = own === null ? null : claimAll(store, job, { places, n: own })
  if (again !== null) return again
  for (let n = first; ; n++) {
    if (places.some((place) => isAnothers(store, job, { place, n }))) continue
    const names = claimAll(store, job, { places, n })
    if (names === null) continue
    for (const { base } of places) noteNext(numbering, base, n + 1)
    return names
  }
}

function placeOf(store: Store, { batch }: JobKey, wanted: WantedName): Place {
  const { folder, stem, extension, folding } = wanted
  const folderN = folderNumber(store, folder)
  notePlace(store, batch, folderN)
  return { ...wanted, folderN, base: claimKey(folderN, nameKey(stem + extension, folding)) }
}

function isAnothers(store: Store, job: JobKey, { place, n }: { place: Place; n: number }): boolean {
  const { folderN, stem, extension, folding } = place
  const holder = takenBy(store, job.batch, { folderN, name: numbered(stem, n) + extension, folding })
  return holder !== null && !isSameFile(store, job, holder)
}

/** All of them under this number with all that travels along, or none; null where any is somebody else's. What travels along may be the job's own already. */
function claimAll(store: Store, job: JobKey, { places, n }: { places: Place[]; n: number }): string[] | null {
  const claimed: string[] = []
  if (places.every((place) => claimWithCompanions(store, job, { place, n, claimed })))
    return places.map(({ stem, extension }) => numbered(stem, n) + extension)
  for (const key of claimed) store.claims.release(key)
  return null
}

/** Adds what it has claimed; false at the first key that is somebody else's. */
function claimWithCompanions(
  store: Store,
  job: JobKey,
  { place, n, claimed }: { place: Place; n: number; claimed: string[] },
): boolean {
  const { extension, companions = [] } = place
  const own = keyOf(place, { n, ending: extension })
  if (!store.claims.tryClaim(own, job)) return false
  claimed.push(own)
  return companions.every((ending) => {
    const key = keyOf(place, { n, ending })
    if (!store.claims.tryClaim(key, job)) return store.claims.isHeldBy(key, job)
    claimed.push(key)
    return true
  })
}

function keyOf(
  { stem, extension, folding, folderN, base }: Place,
  { n, ending }: { n: number; ending: string },
): string {
  if (n === 1 && ending === extension) return base
  return claimKey(folderN, nameKey(numbered(stem, n) + ending, folding))
}

export interface JobKey {
  batch: number
  seq: number
  /** Of a group: a name that a result of any of them has from an earlier turn is the group's own. */
  members?: readonly number[] | undefined
}

type Place = WantedName & { folderN: number; base: string }

/** In a watched folder's day a file that changed has several jobs. */
function isSameFile(store: Store, { batch, seq, members = [] }: JobKey, other: number): boolean {
  const sql = `SELECT 1 FROM jobs j CROSS JOIN jobs k ON k.batch = j.batch AND k.source = j.source
     WHERE j.batch = ? AND j.seq = ? AND k.seq = ?`
  return other === seq || members.includes(other) || store.get(sql, batch, seq, other) !== undefined
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
