import { type Folding, nameKey } from '../../../contract/names.ts'
import { type Column, fromColumn, toColumn } from '../columns.ts'
import { claimKey } from './name-claims.ts'
import { cachedMost } from './names.ts'
import type { Store } from '../store.ts'

/** What is known of the names of a batch while it is open. */
export interface Numbering {
  /** The next number by folder and name, so that none is counted up again for the thousandth file of the same stem. */
  next: Map<string, number>
  /** Nothing of the batch was named before, or has been forgotten since: what is not in `next` is free. */
  isWhole: boolean
  /** Which job has a result under which name, by folder and key of the name: looked up where a disk folds names; null where they are too many. */
  made: Map<number, Map<string, number> | null>
}

export function numberingOf(store: Store, batch: number): Numbering {
  const known = store.known.numbers.get(batch)
  if (known) return known
  const isWhole = store.get('SELECT 1 FROM outputs WHERE batch = ? LIMIT 1', batch) === undefined
  const begun: Numbering = { next: new Map(), isWhole, made: new Map() }
  store.known.numbers.set(batch, begun)
  return begun
}

export function noteNext(numbering: Numbering, base: string, n: number): void {
  if (numbering.next.size >= cachedMost) {
    numbering.next.clear()
    numbering.isWhole = false
  }
  numbering.next.set(base, n)
}

/** The number of a name that nothing came of, where it is the last that was given: the next of this name may have it. */
export function giveBackNumber(store: Store, batch: number, { folderN, name, folding }: Name): void {
  const { next } = numberingOf(store, batch)
  const [, stem = name, digits = '1', extension = ''] = /^(.+) (\d+)(\.[^.]*)?$/.exec(name) ?? []
  for (const [whole, n] of [[name, 1] as const, [stem + extension, Number(digits)] as const]) {
    const base = claimKey(folderN, nameKey(whole, folding))
    if (next.get(base) === n + 1) next.set(base, n)
  }
}

interface Name {
  folderN: number
  name: string
  folding: Folding
}

/** The job of a batch that has a result under a name from before it was interrupted; null where none has. */
export function takenBy(store: Store, batch: number, { folderN, name, folding }: Name): number | null {
  const numbering = numberingOf(store, batch)
  if (numbering.isWhole) return null
  const made = folding.foldsCase || folding.normalises ? madeIn(store, batch, { numbering, folderN, folding }) : null
  if (made) return made.get(nameKey(name, folding)) ?? null
  const sql = `SELECT seq FROM outputs INDEXED BY outputs_place WHERE folder = ? AND name = ? AND batch = ? AND published = 1`
  return store.get<{ seq: number }>(sql, folderN, toColumn(name), batch)?.seq ?? null
}

function madeIn(
  store: Store,
  batch: number,
  { numbering, folderN, folding }: { numbering: Numbering; folderN: number; folding: Folding },
): Map<string, number> | null {
  const known = numbering.made.get(folderN)
  if (known !== undefined) return known
  const sql = 'SELECT name, seq FROM outputs WHERE batch = ? AND folder = ? AND published = 1 LIMIT ?'
  const rows = store.all<{ name: Column; seq: number }>(sql, batch, folderN, cachedMost + 1)
  const keys = rows.map(({ name, seq }) => [nameKey(fromColumn(name), folding), seq] as const)
  const made = rows.length > cachedMost ? null : new Map(keys)
  numbering.made.set(folderN, made)
  return made
}
