import { identityColumn, toColumn } from '../columns.ts'
import type { Store } from '../store.ts'
import type { Sighted } from './known-files.ts'

/** These files are left alone in the state they are in; `asked`: until a person has said what becomes of them. */
export function leaveFiles(
  store: Store,
  { watch, files, asked }: { watch: string; files: Sighted[]; asked: boolean },
): void {
  for (const { source, identity } of files)
    store.run(
      'INSERT OR REPLACE INTO watch_left(watch, source, identity, asked) VALUES(?, ?, ?, ?)',
      watch,
      toColumn(source),
      identityColumn(identity),
      Number(asked),
    )
}

/** The files a person was asked about are left for good, or are as if never met. */
export function answerLeft(store: Store, { watch, leave }: { watch: string; leave: boolean }): void {
  if (leave) store.run('UPDATE watch_left SET asked = 0 WHERE watch = ?', watch)
  else store.run('DELETE FROM watch_left WHERE watch = ? AND asked = 1', watch)
}

export function countAsked(store: Store, watch: string): number {
  const sql = 'SELECT count(*) AS files FROM watch_left WHERE watch = ? AND asked = 1'
  return store.get<{ files: number }>(sql, watch)?.files ?? 0
}
