import type { FailureCause, JobDetail, JobRow } from '../../contract/command.ts'
import type { WireFault } from '../../contract/fault.ts'
import type { JobState, OutputRecord } from '../../contract/job.ts'
import { encodePath } from '../../contract/path-text.ts'
import { joined } from './admit.ts'
import { type Column, fromColumn, identityFrom } from './columns.ts'
import { RowColumns } from './row-columns.ts'
import { keepViews, RowViews, type ViewRequest, viewsOf } from './row-view.ts'
import type { Store } from './store.ts'

export interface RowsRequest extends ViewRequest {
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
  store.define('row_changed', (batch: number, seq: number, state: JobState, source: Column) =>
    store.known.views.get(batch)?.columns.note(seq, state, source),
  )
  for (const [name, change] of [
    ['row_added', 'INSERT'],
    ['row_moved', 'UPDATE OF state'],
  ])
    store.exec(`CREATE TEMP TRIGGER IF NOT EXISTS ${name} AFTER ${change} ON main.jobs
                BEGIN SELECT row_changed(NEW.batch, NEW.seq, NEW.state, NEW.source); END`)
}

/** A window of rows; null when they have to be loaded first. Without filter and search the table itself is the view. */
export function rowsWindow(store: Store, request: RowsRequest): { total: number; rows: JobRow[] } | null {
  const { batch, filter, search, offset, limit } = request
  if (filter === 'all' && search === '') {
    const total = countRows(store, batch)
    return { total, rows: readRows(store, batch, range(offset, Math.min(offset + limit, total))) }
  }
  const views = viewsOf(store, batch)
  if (!views?.columns.isWhole) return null
  const seqs = views.seqs(request) ?? []
  return { total: seqs.length, rows: readRows(store, batch, Array.from(seqs.slice(offset, offset + limit))) }
}

/** Sequence numbers begin at 0 and have no holes. */
function countRows(store: Store, batch: number): number {
  return (
    (store.get<{ last: number | null }>('SELECT max(seq) AS last FROM jobs WHERE batch = ?', batch)?.last ?? -1) + 1
  )
}

const range = (from: number, to: number): number[] =>
  Array.from({ length: Math.max(0, to - from) }, (_, at) => from + at)

interface TableRow {
  seq: number
  source: Column
  size: number
  state: JobState
  reused: number
  step: string | null
  fault: string | null
  ms: number
}

/** Rows as faces show them, in order of `seqs`. */
function readRows(store: Store, batch: number, seqs: number[]): JobRow[] {
  const wanted = JSON.stringify(seqs)
  const rows = store.all<TableRow>(
    `SELECT seq, source, size, state, reused, step, fault, ms FROM jobs
     WHERE batch = ? AND seq IN (SELECT value FROM json_each(?)) ORDER BY seq`,
    batch,
    wanted,
  )
  const outputs = outputsOf(store, batch, wanted)
  return rows.map((row) => rowOf(row, outputs.get(row.seq) ?? []))
}

function outputsOf(store: Store, batch: number, wanted: string): Map<number, OutputRecord[]> {
  const rows = store.all<{ seq: number; path: Column; name: Column; bytes: number; sha: string }>(
    `SELECT o.seq, f.path, o.name, o.bytes, o.sha FROM outputs o JOIN folders f ON f.n = o.folder
     WHERE o.batch = ? AND o.seq IN (SELECT value FROM json_each(?)) AND o.published = 1 ORDER BY o.seq, o.part`,
    batch,
    wanted,
  )
  const bySeq = new Map<number, OutputRecord[]>()
  for (const { seq, path, name, bytes, sha } of rows) {
    const list = bySeq.get(seq) ?? []
    list.push({ path: shown(joined(fromColumn(path), fromColumn(name))), bytes, sha256: sha })
    bySeq.set(seq, list)
  }
  return bySeq
}

const shown = (path: string): string => path.toWellFormed()

function rowOf({ seq, source, size, state, reused, step, fault, ms }: TableRow, outputs: OutputRecord[]): JobRow {
  const path = fromColumn(source)
  return {
    seq,
    path: shown(path),
    ...(path.isWellFormed() ? {} : { pathKey: Buffer.from(encodePath(path)).toString('base64url') }),
    sizeBytes: size,
    state: state === 'running' || state === 'committing' ? 'waiting' : state,
    stage: step ?? '',
    fraction: 0,
    reused: reused === 1,
    outputs,
    fault: fault === null ? null : (JSON.parse(fault) as WireFault),
    ms,
  }
}

/** Everything about one row; null when there is none. */
export function rowDetail(store: Store, { batch, seq }: { batch: number; seq: number }): JobDetail | null {
  const [row] = readRows(store, batch, [seq])
  const more = store.get<{ sha: string | null; identity: string }>(
    'SELECT sha, identity FROM jobs WHERE batch = ? AND seq = ?',
    batch,
    seq,
  )
  if (!row || !more) return null
  const moves = store.all<{ kind: string; from_path: Column; to_path: Column }>(
    "SELECT kind, from_path, to_path FROM moves WHERE batch = ? AND seq = ? AND state = 'done' ORDER BY n",
    batch,
    seq,
  )
  return {
    ...row,
    sourceSha256: more.sha ?? '',
    modifiedMs: Number(BigInt(identityFrom(more.identity).mtimeNs) / 1_000_000n),
    moves: moves.map(({ kind, from_path, to_path }) => ({
      kind,
      from: shown(fromColumn(from_path)),
      to: shown(fromColumn(to_path)),
    })),
    timings: [],
  }
}

/** Source and published results of one row as they are on disk; null when there is no such row. */
export function rowFiles(
  store: Store,
  { batch, seq }: { batch: number; seq: number },
): { source: string; outputs: string[] } | null {
  const row = store.get<{ source: Column }>('SELECT source FROM jobs WHERE batch = ? AND seq = ?', batch, seq)
  const outputs = store.all<{ path: Column; name: Column }>(
    `SELECT f.path, o.name FROM outputs o JOIN folders f ON f.n = o.folder
     WHERE o.batch = ? AND o.seq = ? AND o.published = 1 ORDER BY o.part`,
    batch,
    seq,
  )
  return row === undefined
    ? null
    : {
        source: fromColumn(row.source),
        outputs: outputs.map(({ path, name }) => joined(fromColumn(path), fromColumn(name))),
      }
}

/** Failures looked at in one call. */
const failuresAtOnce = 20_000

/** Failures after row `after` by what caused them; `next` is null at the end. The rows have to be loaded. */
export function causesPage(
  store: Store,
  { batch, after }: { batch: number; after: number },
): { causes: Pick<FailureCause, 'code' | 'message' | 'count' | 'examplePath'>[]; next: number | null } | null {
  const columns = viewsOf(store, batch)?.columns
  if (!columns?.isWhole) return null
  const seqs = columns.withState(['failed'], null).filter((seq) => seq > after)
  const page = seqs.subarray(0, failuresAtOnce)
  const causes = store.all<{ code: string; message: string; count: number; examplePath: Column }>(
    `SELECT fault ->> 'code' AS code, coalesce(fault ->> 'why', '') AS message, count(*) AS count, source AS examplePath
     FROM jobs WHERE batch = ? AND seq IN (SELECT value FROM json_each(?)) GROUP BY 1, 2`,
    batch,
    JSON.stringify(Array.from(page)),
  )
  return {
    causes: causes.map((cause) => ({ ...cause, examplePath: shown(fromColumn(cause.examplePath)) })),
    next: page.length < seqs.length ? (page.at(-1) ?? null) : null,
  }
}
