import { membersMost } from '../../../contract/job.ts'
import type { JobDetail, OriginalPlace } from '../../../contract/row-commands.ts'
import { type Column, fromColumn, identityFrom } from '../columns.ts'
import { readRows } from './rows.ts'
import { timingsOf } from '../batches/timings.ts'
import { joined } from '../place.ts'
import type { Store } from '../store.ts'

const shown = (path: Column): string => fromColumn(path).toWellFormed()

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
    original: originalPlace(store, { batch, seq }),
    modifiedMs: Number(BigInt(identityFrom(more.identity).mtimeNs) / 1_000_000n),
    moves: moves.map(({ kind, from_path, to_path }) => ({
      kind,
      from: shown(from_path),
      to: shown(to_path),
    })),
    timings: timingsOf(store, { batch, seq }),
    members: row.group ? membersOf(store, { batch, leader: row.group.leader }) : [],
  }
}

/** What undo, or somebody who looked into the vault, has put back is in its place. */
function originalPlace(store: Store, { batch, seq }: { batch: number; seq: number }): OriginalPlace {
  const move = store.get<{ kind: string; state: string }>(
    `SELECT m.kind, m.state FROM jobs j JOIN moves m ON m.batch = j.batch AND m.seq = coalesce(j.leader, j.seq)
     AND m.from_path = j.source WHERE j.batch = ? AND j.seq = ? AND m.kind IN ('original', 'moved') ORDER BY m.n DESC LIMIT 1`,
    batch,
    seq,
  )
  if (move?.state === 'emptied') return 'removed'
  if (move?.state !== 'done') return renamedTo(store, { batch, seq }) === null ? 'kept' : 'moved'
  return move.kind === 'moved' ? 'moved' : 'vault'
}

/** Where the file itself is as the result, which no move is noted of: the result was made of nothing else. Null where it is not. */
function renamedTo(store: Store, { batch, seq }: { batch: number; seq: number }): string | null {
  const result = store.get<{ path: Column; name: Column }>(
    `SELECT f.path, o.name FROM jobs j JOIN outputs o ON o.batch = j.batch AND o.seq = coalesce(j.leader, j.seq)
     AND o.attempt = j.source JOIN folders f ON f.n = o.folder
     WHERE j.batch = ? AND j.seq = ? AND j.state = 'done' AND o.published = 1`,
    batch,
    seq,
  )
  return result ? joined(fromColumn(result.path), fromColumn(result.name)) : null
}

function membersOf(store: Store, { batch, leader }: { batch: number; leader: number }): JobDetail['members'] {
  const rows = store.all<{ seq: number; source: Column; size: number }>(
    'SELECT seq, source, size FROM jobs INDEXED BY jobs_leader WHERE batch = ? AND leader = ? ORDER BY seq LIMIT ?',
    batch,
    leader,
    membersMost,
  )
  return rows.map(({ seq, source, size }) => ({ seq, path: shown(source), sizeBytes: size }))
}

export interface RowFiles {
  source: string
  /** Where the original is now: `source`, or where it was moved to. */
  original: string
  outputs: string[]
}

/** The files of one row as they are on disk; null when there is no such row. */
export function rowFiles(store: Store, { batch, seq }: { batch: number; seq: number }): RowFiles | null {
  const row = store.get<{ source: Column }>('SELECT source FROM jobs WHERE batch = ? AND seq = ?', batch, seq)
  if (!row) return null
  const source = fromColumn(row.source)
  const moved = store.get<{ to_path: Column }>(
    `SELECT m.to_path FROM jobs j JOIN moves m ON m.batch = j.batch AND m.seq = coalesce(j.leader, j.seq)
     AND m.from_path = j.source WHERE j.batch = ? AND j.seq = ? AND m.kind IN ('original', 'moved') AND m.state = 'done'`,
    batch,
    seq,
  )
  const outputs = resultsPage(store, { batch, after: seq - 1, limit: 1 }).results.map(({ path }) => path)
  const original = moved ? fromColumn(moved.to_path) : (renamedTo(store, { batch, seq }) ?? source)
  return { source, original, outputs }
}

export interface ResultFile {
  /** The row that made it; members of a group name the same one. */
  of: number
  part: number
  /** A row that it is a result of. */
  seq: number
  path: string
}

/** Published results of the `limit` rows after `after`, in order; `next` is null at the end. */
export function resultsPage(
  store: Store,
  { batch, after, limit }: { batch: number; after: number; limit: number },
): { results: ResultFile[]; next: number | null } {
  const rows = store.all<{ seq: number; of: number; part: number; path: Column; name: Column }>(
    `SELECT j.seq, o.seq AS of, o.part, f.path, o.name FROM jobs j
     CROSS JOIN outputs o ON o.batch = j.batch AND o.seq = coalesce(j.leader, j.seq) CROSS JOIN folders f ON f.n = o.folder
     WHERE j.batch = ? AND j.seq > ? AND j.seq <= ? AND j.state = 'done' AND o.published = 1 ORDER BY j.seq, o.part`,
    batch,
    after,
    after + limit,
  )
  const last =
    store.get<{ last: number | null }>('SELECT max(seq) AS last FROM jobs WHERE batch = ?', batch)?.last ?? -1
  return {
    results: rows.map(({ path, name, ...row }) => ({ ...row, path: joined(fromColumn(path), fromColumn(name)) })),
    next: after + limit < last ? after + limit : null,
  }
}
