import type { BatchCounts, BatchState } from '../../../contract/job.ts'
import { countsOf } from './batch-counts.ts'
import { type Column, fromColumn } from '../columns.ts'
import type { Store } from '../store.ts'

export interface NewBatch {
  id: string
  /** Random, short; every file made for the batch is named `.mr-<token>-…`. */
  token: string
  /** Recipe, sources and folder as one fingerprint: what makes a later run the same batch. */
  key: string
  recipeName: string
  recipeText: string
  recipeFingerprint: string
  outRoot: string
  /** JSON of what was asked, for `resume`. */
  request: string
  startedMs: number
  /** The watched folder whose batch of the day it is; null for what a person started. */
  watch: string | null
}

export interface BatchRecord extends NewBatch {
  n: number
  state: BatchState
  endedMs: number | null
  /** How long of the time since it began nobody worked on it: it was over, or nothing ran, before it was gone on with. */
  restedMs: number
  /** How long it had been worked on when that was noted last; null where it never was. Of a batch that is not over and nobody works on, all there was. */
  workedMs: number | null
  /** It came to an end with all its files found. */
  walked: boolean
  counts: BatchCounts
}

/** A batch without what it was asked for, which names all that was dropped and may be very long. */
export interface ListedBatch extends Omit<BatchRecord, 'request' | 'recipeText'> {
  /** What a person called the files; empty where they did not. */
  title: string
  /** Its results took the places of their originals. */
  replaces: boolean
  /** When it was last worked on, later than those before it whatever the clock said. */
  recency: number
}

/** As the table holds it. */
export interface BatchRow {
  n: number
  id: string
  token: string
  key: string
  recipe_name: string
  recipe_text: string
  recipe_fp: string
  out_root: Column
  request: string
  state: BatchState
  started_ms: number
  ended_ms: number | null
  rested_ms: number
  worked_ms: number | null
  walked: number
  counts: string
  watch: string | null
}

export function recordOf(store: Store, row: BatchRow): BatchRecord {
  return { ...knownOf(store, row), recipeText: row.recipe_text, request: row.request }
}

/** What the row of a batch says without what it was asked for. */
export function knownOf(
  store: Store,
  row: Omit<BatchRow, 'request' | 'recipe_text'>,
): Omit<ListedBatch, 'title' | 'replaces' | 'recency'> {
  return {
    n: row.n,
    id: row.id,
    token: row.token,
    key: row.key,
    recipeName: row.recipe_name,
    recipeFingerprint: row.recipe_fp,
    outRoot: fromColumn(row.out_root),
    state: row.state,
    startedMs: row.started_ms,
    endedMs: row.ended_ms,
    restedMs: row.rested_ms,
    workedMs: row.worked_ms,
    walked: row.walked === 1,
    counts: countsOf(store, row),
    watch: row.watch,
  }
}
