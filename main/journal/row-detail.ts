import type { JobDetail } from '../../contract/command.ts'
import { joined } from './admit.ts'
import { type Column, fromColumn, identityFrom } from './columns.ts'
import { readRows } from './rows.ts'
import type { Store } from './store.ts'

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
    modifiedMs: Number(BigInt(identityFrom(more.identity).mtimeNs) / 1_000_000n),
    moves: moves.map(({ kind, from_path, to_path }) => ({
      kind,
      from: shown(from_path),
      to: shown(to_path),
    })),
    timings: [],
  }
}

/** Source and published results of one row as they are on disk; null when there is no such row. */
export function rowFiles(
  store: Store,
  { batch, seq }: { batch: number; seq: number },
): { source: string; outputs: string[] } | null {
  const row = store.get<{ source: Column; sha: string | null }>(
    'SELECT source, sha FROM jobs WHERE batch = ? AND seq = ?',
    batch,
    seq,
  )
  const outputs = store.all<{ path: Column; name: Column }>(
    `SELECT f.path, o.name FROM jobs j CROSS JOIN outputs o ON o.batch = j.batch AND o.seq = coalesce(j.leader, j.seq)
     CROSS JOIN folders f ON f.n = o.folder
     WHERE j.batch = ? AND j.seq = ? AND j.state = 'done' AND o.published = 1 ORDER BY o.part`,
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
