import { endedJobStates, type JobState } from '../../../contract/job.ts'
import { type Column, fromColumn } from '../columns.ts'
import { NameColumn } from './name-column.ts'
import { parted } from '../place.ts'
import type { Store } from '../store.ts'

/** Codes are places in this list. */
const states: readonly JobState[] = ['waiting', 'running', 'committing', ...endedJobStates]
const codes = new Map(states.map((state, code): [RecordedState, number] => [state, code])).set(
  'undoing',
  states.indexOf('done'),
)

/** A state as the journal writes it. */
export type RecordedState = JobState | 'undoing'

/** The code of a number that no row has: the file was no part of the batch in the end. */
const absent = states.length

/** Rows read at a time: some 7 ms, so that a commit behind it does not wait longer. */
const loadAtOnce = 8_192
const separator = '\0'

interface LoadedRows {
  count: number
  /** The number of the last; null where there is none. */
  last: number | null
  all: string
  sources: string
}
const noRows: LoadedRows = { count: 0, last: null, all: '', sources: '' }

/** As two texts: three times as fast as an object for each row. */
const loadSql = `
  SELECT count(*) AS count, max(seq) AS last, coalesce(group_concat(state, ' '), '') AS "all", coalesce(group_concat(source, char(0)), '') AS sources
  FROM (SELECT seq, state, source FROM jobs WHERE batch = ? AND seq >= ? ORDER BY seq LIMIT ?)`

const seqsSql = 'SELECT seq FROM jobs WHERE batch = ? AND seq >= ? ORDER BY seq LIMIT ?'

/** State and name of every row of one batch, under its number, compact enough to be held whole: 1,000,000 rows are about 25 MB. */
export class RowColumns {
  readonly names = new NameColumn()
  /** Raised by every change, so that what was made of the columns can be told to be old. */
  version = 0
  #states = new Uint8Array(loadAtOnce)
  #whole = false

  /** Numbers there are, or that have been read so far. */
  get count(): number {
    return this.names.count
  }

  get isWhole(): boolean {
    return this.#whole
  }

  /** Whether a row is still to be ended. */
  isOpen(seq: number): boolean {
    return (this.#states[seq] ?? 0) <= (codes.get('committing') ?? 0)
  }

  /** Rows in one of the states, ascending; of those given, or of all. */
  withState(wanted: readonly JobState[], among: Uint32Array | null): Uint32Array {
    const isWanted = new Uint8Array(states.length)
    for (const state of wanted) isWanted[codes.get(state) ?? 0] = 1
    const found = new Uint32Array(among?.length ?? this.count)
    let length = 0
    if (among) {
      for (const seq of among) if (isWanted[this.#states[seq] ?? 0]) found[length++] = seq
    } else for (let seq = 0; seq < found.length; seq++) if (isWanted[this.#states[seq] ?? 0]) found[length++] = seq
    return found.subarray(0, length)
  }

  /** A row was added, or its state changed. Those that were not read yet are read as they are then. */
  note(seq: number, state: RecordedState, source: Column): void {
    if (seq > this.count || (seq === this.count && !this.#whole)) return
    if (seq === this.count) this.#add(state, fromColumn(source).toWellFormed())
    this.#states[seq] = codes.get(state) ?? 0
    this.version++
  }

  /** Reads the next rows; true when all are there. */
  load(store: Store, batch: number): boolean {
    if (this.#whole) return true
    const from = this.count
    const { count, last, all, sources } = store.get<LoadedRows>(loadSql, batch, from, loadAtOnce) ?? noRows
    const found = all.split(' ')
    const hasGaps = last !== null && last - from >= count
    const seqs = hasGaps ? store.all<{ seq: number }>(seqsSql, batch, from, loadAtOnce) : null
    for (const [at, source] of count === 0 ? [] : sources.split(separator).entries()) {
      if (seqs) this.#addAbsentUntil(seqs[at]?.seq ?? 0)
      this.#add((found[at] ?? 'waiting') as RecordedState, source)
    }
    this.#whole = count < loadAtOnce
    return this.#whole
  }

  /** A row is gone. */
  forget(seq: number): void {
    if (seq >= this.count) return
    this.#states[seq] = absent
    this.version++
  }

  #addAbsentUntil(end: number): void {
    for (let seq = this.count; seq < end; seq++) {
      this.#add('waiting', '')
      this.#states[seq] = absent
    }
  }

  #add(state: RecordedState, source: string): void {
    const seq = this.count
    if (seq >= this.#states.length) this.#grow()
    this.#states[seq] = codes.get(state) ?? 0
    this.names.add(parted(source).name)
    this.version++
  }

  #grow(): void {
    const larger = new Uint8Array(this.#states.length * 2)
    larger.set(this.#states)
    this.#states = larger
  }
}
