import assert from 'node:assert/strict'
import { test } from 'node:test'
import { journalOf } from '../../test/fixtures/journal-of.ts'
import { receipts } from './receipts.ts'
import type { Store } from './store.ts'

/** The jobs of a batch are done, each with so many results. */
function finish(store: Store, counts: number[]): void {
  store.run("UPDATE jobs SET state = 'done'")
  store.run("INSERT INTO folders(n, path) VALUES(1, '/out')")
  for (const [seq, count] of counts.entries())
    store.run(
      `WITH RECURSIVE part(n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM part WHERE n + 1 < ?)
       INSERT INTO outputs(batch, seq, part, folder, name, attempt, identity, bytes, sha, type, published)
       SELECT 1, ?, n, 1, n, '', '1 1 1 1', 0, '', '', 1 FROM part`,
      count,
      seq,
    )
}

test('jobs with many results are held against the disk a few at a time, but never none, until there are no more', async () => {
  await using journal = await journalOf(['/in/a', '/in/b', '/in/c', '/in/d'])
  const { store, batch } = journal
  finish(store, [1, 12_000, 1, 6_000])
  const pages: number[][] = []
  let after: number | null = -1
  while (after !== null) {
    const { rows, next } = receipts(store, { batch, after, limit: 500 })
    pages.push(rows.map(({ outputs }) => outputs.length))
    after = next
  }
  assert.deepEqual(pages, [[1], [12_000], [1, 6_000]])
})
