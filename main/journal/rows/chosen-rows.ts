import type { JobState } from '../../../contract/job.ts'
import { type Column, fromColumn, toColumn } from '../columns.ts'
import { viewsOf } from './row-view.ts'
import type { Store } from '../store.ts'

/** From and to, both included. */
export type SeqRange = readonly [number, number]

export interface Choice {
  batch: number
  states: JobState[]
  /** None stands for every row. */
  ranges: SeqRange[]
}

/** Rows of a person's choice that are in one of the states, ascending. The rows have to be loaded: null otherwise. */
export function chosenSeqs(store: Store, { batch, states, ranges }: Choice): number[] | null {
  const columns = viewsOf(store, batch)?.columns
  if (!columns?.isWhole) return null
  const found = columns.withState(states, null)
  return Array.from(ranges.length === 0 ? found : found.filter((seq) => isWithin(seq, ranges)))
}

function isWithin(seq: number, ranges: SeqRange[]): boolean {
  return ranges.some(([from, to]) => seq >= from && seq <= to)
}

/** A row that has ended without a result. */
export interface EndedRow {
  seq: number
  source: string
  state: JobState
  sizeBytes: number
}

/** What is needed to take rows once more; one that waits, is in hand or done by now is none of them. `together`: with those of files that may travel along, which are named the same up to the first dot. */
export function rowsAt(
  store: Store,
  { batch, seqs, together }: { batch: number; seqs: number[]; together: boolean },
): EndedRow[] {
  return endedRows(store, { batch, seqs: together ? withAlike(store, { batch, seqs }) : seqs })
}

const isWithoutResult = "state IN ('failed', 'cancelled', 'skipped')"

/** Names that are alike come in a row; those that have ended well stay as they are. */
function withAlike(store: Store, { batch, seqs }: { batch: number; seqs: number[] }): number[] {
  const all = new Set(seqs)
  for (const { source } of endedRows(store, { batch, seqs })) {
    const beginning = /^.*[/\\].[^./\\]*/s.exec(source)?.[0] ?? source
    const sql = `SELECT seq FROM jobs WHERE batch = ? AND source > ? AND source < ? AND ${isWithoutResult}`
    const alike = store.all<{ seq: number }>(sql, batch, toColumn(`${beginning}.`), toColumn(`${beginning}/`))
    for (const { seq } of alike) all.add(seq)
  }
  return [...all]
}

const ofThese = 'seq IN (SELECT value FROM json_each(?))'

function endedRows(store: Store, { batch, seqs }: { batch: number; seqs: number[] }): EndedRow[] {
  const sql = `SELECT seq, source, state, size FROM jobs WHERE batch = ? AND ${isWithoutResult} AND ${ofThese} ORDER BY seq`
  return store.all<StoredRow>(sql, batch, JSON.stringify(seqs)).map(endedRow)
}

interface StoredRow {
  seq: number
  source: Column
  state: JobState
  size: number
}

function endedRow({ seq, source, state, size }: StoredRow): EndedRow {
  return { seq, source: fromColumn(source), state, sizeBytes: size }
}

/** Nothing was ever seen of them: they were missing, or could not be looked at or into. */
const unseenIdentity = '0:0:0'

/** Failed rows of a batch, or those of them that are asked for, that no file has been seen of; a folder is among them only so. */
export function unseenRows(store: Store, { batch, seqs }: { batch: number; seqs?: number[] }): EndedRow[] {
  const failed = "SELECT seq, source, state, size FROM jobs WHERE batch = ? AND state = 'failed' AND identity = ?"
  const found = seqs
    ? store.all<StoredRow>(`${failed} AND ${ofThese}`, batch, unseenIdentity, JSON.stringify(seqs))
    : store.all<StoredRow>(failed, batch, unseenIdentity)
  return found.map(endedRow)
}

/** Rows that failed or were given up, after row `after`. */
export function withoutResult(
  store: Store,
  { batch, after, limit }: { batch: number; after: number; limit: number },
): EndedRow[] {
  const sql = `SELECT seq, source, state, size FROM jobs WHERE batch = ? AND seq > ? AND state IN ('failed', 'cancelled') ORDER BY seq LIMIT ?`
  return store.all<StoredRow>(sql, batch, after, limit).map(endedRow)
}

/** Gives up rows that wait; answers how many there were. */
export function dropRows(store: Store, { batch, seqs }: { batch: number; seqs: number[] }): number {
  return store.run(
    `UPDATE jobs SET state = 'cancelled', fault = NULL
     WHERE batch = ? AND state = 'waiting' AND seq IN (SELECT value FROM json_each(?))`,
    batch,
    JSON.stringify(seqs),
  )
}
