import assert from 'node:assert/strict'
import { test } from 'node:test'
import { journalOf } from '../../../test/fixtures/journal-of.ts'
import { finishWith } from '../../../test/fixtures/many-results.ts'
import { receipts } from './receipts.ts'

test('results are held against the disk so many at a time, also those of one job, each once, until there are no more', async () => {
  await using journal = await journalOf(['/in/a', '/in/b', '/in/c', '/in/d'])
  const { store, batch } = journal
  finishWith(store, [1, 12_000, 1, 6_000])
  const [pages, paths, sources]: [number[], Set<string>, string[]] = [[], new Set(), []]
  let after: number | null = -1
  while (after !== null) {
    const page = receipts(store, { batch, after, limit: 5_000 })
    pages.push(page.receipts.length)
    for (const { path, source } of page.receipts) paths.add(`${source} ${path}`)
    sources.push(...new Set(page.receipts.map(({ source }) => source)))
    after = page.next
  }
  assert.deepEqual([pages, paths.size], [[5_000, 5_000, 5_000, 3_002], 18_002])
  assert.deepEqual(sources, ['/in/a', '/in/b', '/in/b', '/in/b', '/in/c', '/in/d', '/in/d'])
})
