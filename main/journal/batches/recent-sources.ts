import { fromColumn, type Column } from '../columns.ts'
import type { Store } from '../store.ts'

/** Sources of jobs that are done, of the newest batches, each once. Looks at no more jobs of a batch than it takes to find them. */
export function recentSources(store: Store, most: number): string[] {
  const found: string[] = []
  for (const { n } of store.all<{ n: number }>('SELECT n FROM batches ORDER BY n DESC')) {
    if (found.length >= most) break
    found.push(...doneSources(store, { n, most: most - found.length }))
  }
  return [...new Set(found)]
}

function doneSources(store: Store, { n, most }: { n: number; most: number }): string[] {
  const sql = "SELECT source FROM jobs WHERE batch = ? AND state = 'done' ORDER BY seq LIMIT ?"
  return store.all<{ source: Column }>(sql, n, most).map(({ source }) => fromColumn(source))
}
