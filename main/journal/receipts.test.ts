import assert from 'node:assert/strict'
import { test } from 'node:test'
import { journalOf } from '../../test/fixtures/journal-of.ts'
import { finishWith } from '../../test/fixtures/many-results.ts'
import { receipts } from './receipts.ts'

test('jobs with many results are held against the disk a few at a time, but never none, until there are no more', async () => {
  await using journal = await journalOf(['/in/a', '/in/b', '/in/c', '/in/d'])
  const { store, batch } = journal
  finishWith(store, [1, 12_000, 1, 6_000])
  const pages: number[][] = []
  let after: number | null = -1
  while (after !== null) {
    const { rows, next } = receipts(store, { batch, after, limit: 500 })
    pages.push(rows.map(({ outputs }) => outputs.length))
    after = next
  }
  assert.deepEqual(pages, [[1], [12_000], [1, 6_000]])
})
