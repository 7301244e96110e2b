import type { JobRow, RowFilter } from '../../../contract/row-commands.ts'
import type { WireFault } from '../../../contract/fault.ts'
import type { JobState, OutputRecord } from '../../../contract/job.ts'
import { shownPath } from '../../../contract/shown-path.ts'
import { unlistedOf } from '../batches/batch-counts.ts'
import { isDay } from '../batches/batches.ts'
import { type Column, fromColumn } from '../columns.ts'
import { outputsOf } from './output-record.ts'
import { type RecordedState, RowColumns } from './row-columns.ts'
import { keepViews, RowViews, type ViewRequest, viewsOf } from './row-view.ts'
import type { Store } from '../store.ts'

export interface RowsRequest extends Omit<ViewRequest, 'filter'> {
  filter: RowFilter
  batch: number
  offset: number
  limit: number
}

/** Reads the next rows of a batch into memory, so that they can be filtered and searched; true when all are there. */
export function loadRows(store: Store, batch: number): boolean {
  const views = viewsOf(store, batch) ?? beginViews(store, batch)
  return views.columns.load(store, batch)
}

function beginViews(store: Store, batch: number): RowViews {
  const views = new RowViews(new RowColumns())
  keepViews(store, batch, views)
  watchRows(store)
  return views
}

/** From the first look on, every change of a row is told to the columns that hold it. A rollback takes both away. */
function watchRows(store: Store): void {
  store.define('row_changed', (...[batch, seq, state, source]: [number, number, RecordedState, Column]) =>
    store.known.views.get(batch)?.columns.note(seq, state, source),
  )
  for (const [name, change] of [
    ['row_added', 'INSERT'],
    ['row_moved', 'UPDATE OF state'],
  ])
    store.exec(`CREATE TEMP TRIGGER IF NOT EXISTS ${name} AFTER ${change} ON main.jobs
                BEGIN SELECT row_changed(NEW.batch, NEW.seq, NEW.state, NEW.source); END`)
  store.define('row_gone', (...[batch, seq]: [number, number]) => store.known.views.get(batch)?.columns.forget(seq))
  store.exec(`CREATE TEMP TRIGGER IF NOT EXISTS row_removed AFTER DELETE ON main.jobs
              BEGIN SELECT row_gone(OLD.batch, OLD.seq); END`)
}

/** A window of rows; null when they have to be loaded first. Without filter and search the table itself is the view. */
export function rowsWindow(store: Store, request: RowsRequest): { total: number; rows: JobRow[] } | null {
  const { batch, filter, search } = request
  if (filter === 'all' && search === '')
    return mayHaveGaps(store, batch) ? windowWithGaps(store, request) : windowWithoutGaps(store, request)
  if (filter === 'groups' && search === '') return windowOf(store, request, leadersOf(store, batch))
  const views = viewsOf(store, batch)
  if (!views?.columns.isWhole) return null
  if (filter !== 'groups') return windowOf(store, request, views.seqs({ ...request, filter }) ?? [])
  const found = views.seqs({ ...request, filter: 'all' }) ?? new Uint32Array(0)
  return windowOf(store, request, leadersOfFiles(store, batch, found))
}

function windowOf(store: Store, { batch, offset, limit }: RowsRequest, seqs: Uint32Array | number[]) {
  return { total: seqs.length, rows: readRows(store, batch, Array.from(seqs.slice(offset, offset + limit))) }
}

/** In order. A group is one from the moment its result is about to be published. */
function leadersOf(store: Store, batch: number): number[] {
  const leaders = store.all<{ leader: number }>(
    'SELECT DISTINCT leader FROM jobs INDEXED BY jobs_leader WHERE batch = ? AND leader IS NOT NULL ORDER BY leader',
    batch,
  )
  return leaders.map(({ leader }) => leader)
}

/** Of groups that have one of the files. */
function leadersOfFiles(store: Store, batch: number, files: Uint32Array): number[] {
  const members = store.all<{ seq: number; leader: number }>(
    'SELECT seq, leader FROM jobs INDEXED BY jobs_leader WHERE batch = ? AND leader IS NOT NULL ORDER BY leader',
    batch,
  )
  const wanted = new Set(files)
  return [...new Set(members.filter(({ seq }) => wanted.has(seq)).map(({ leader }) => leader))]
}

/** Numbers begin at 0 and have no gaps, but in a watched folder's day, which may end without files it had met, and after `thinOut`. */
function mayHaveGaps(store: Store, batch: number): boolean {
  return isDay(store, batch) || unlistedOf(store, batch) !== null
}

function windowWithoutGaps(store: Store, { batch, offset, limit }: RowsRequest) {
  const sql = 'SELECT max(seq) AS last FROM jobs WHERE batch = ?'
  const total = (store.get<{ last: number | null }>(sql, batch)?.last ?? -1) + 1
  const length = Math.max(0, Math.min(limit, total - offset))
  return {
    total,
    rows: readRows(
      store,
      batch,
      Array.from({ length }, (_, at) => offset + at),
    ),
  }
}

function windowWithGaps(store: Store, { batch, offset, limit }: RowsRequest) {
  const total = store.get<{ rows: number }>('SELECT count(*) AS rows FROM jobs WHERE batch = ?', batch)?.rows ?? 0
  const sql = 'SELECT seq FROM jobs WHERE batch = ? ORDER BY seq LIMIT ? OFFSET ?'
  const seqs = store.all<{ seq: number }>(sql, batch, limit, offset).map(({ seq }) => seq)
  return { total, rows: readRows(store, batch, seqs) }
}

interface TableRow {
  seq: number
  source: Column
  size: number
  state: RecordedState
  reused: number
  step: string | null
  fault: string | null
  ms: number
  crashes: number
  leader: number | null
  members: number
}

/** Rows as faces show them, in order of `seqs`. */
export function readRows(store: Store, batch: number, seqs: number[]): JobRow[] {
  const wanted = JSON.stringify(seqs)
  const rows = store.all<TableRow>(
    `SELECT seq, source, size, state, reused, step, fault, ms, crashes, leader, members FROM jobs
     WHERE batch = ? AND seq IN (SELECT value FROM json_each(?)) ORDER BY seq`,
    batch,
    wanted,
  )
  const outputs = outputsOf(store, batch, wanted)
  return rows.map((row) => rowOf(row, outputs.get(row.seq) ?? []))
}

/** What is between two states is still in the one before; what is in hand is known elsewhere. */
function shownState(state: RecordedState): JobState {
  if (state === 'undoing') return 'done'
  return state === 'running' || state === 'committing' ? 'waiting' : state
}

function rowOf(row: TableRow, outputs: OutputRecord[]): JobRow {
  const { seq, source, size, state, reused, step, fault, ms, crashes, leader, members } = row
  const path = fromColumn(source)
  return {
    seq,
    ...shownPath(path),
    sizeBytes: size,
    state: shownState(state),
    stage: step ?? '',
    fraction: 0,
    reused: reused === 1,
    outputs,
    fault: fault === null ? null : (JSON.parse(fault) as WireFault),
    ms,
    ...(crashes > 0 ? { crashes } : {}),
    ...(leader !== null && members > 1 ? { group: { leader, members } } : {}),
  }
}
