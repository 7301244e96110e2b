import { toColumn } from '../columns.ts'
import { folderNumber } from '../names/names.ts'
import type { Store } from '../store.ts'

/** A result whose content was read again and is what was published, and the change time it had before that, in nanoseconds. */
export interface ReadResult {
  batch: number
  seq: number
  folder: string
  name: string
  ctime: string
}

/** From here on these change times prove the results, so that nobody reads them again for what was done to them before. */
export function noteRead(store: Store, results: ReadResult[]): void {
  const sql = 'UPDATE outputs SET ctime = ? WHERE batch = ? AND seq = ? AND folder = ? AND name = ?'
  for (const { batch, seq, folder, name, ctime } of results)
    store.run(sql, ctime, batch, seq, folderNumber(store, folder), toColumn(name))
}
