import type { HeldFile } from '../../contract/command.ts'
import { type Column, fromColumn } from './columns.ts'
import type { Store } from './store.ts'

interface HeldRow {
  n: number
  batch: string
  kind: string
  from_path: Column
  to_path: Column
  bytes: number
  atMs: number
}

/** What the vault holds, oldest first, after row `after`, with the id of the batch that put it there; paths are for showing. */
export function heldPage(store: Store, { after, limit }: { after: number; limit: number }): HeldFile[] {
  const rows = store.all<HeldRow>(
    `SELECT m.n, b.id AS batch, m.kind, m.from_path, m.to_path, m.bytes, m.at_ms AS atMs
     FROM moves m JOIN batches b ON b.n = m.batch
     WHERE m.n > ? AND m.state = 'done' AND m.kind <> 'moved' ORDER BY m.n LIMIT ?`,
    after,
    limit,
  )
  return rows.map(({ from_path, to_path, ...row }) => ({ ...row, from: shown(from_path), to: shown(to_path) }))
}

const shown = (path: Column): string => fromColumn(path).toWellFormed()
