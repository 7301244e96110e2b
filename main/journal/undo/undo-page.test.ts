import assert from 'node:assert/strict'
import { test } from 'node:test'
import { journalOf } from '../../../test/fixtures/journal-of.ts'
import { finishWith } from '../../../test/fixtures/many-results.ts'
import { undoPage } from './undo-page.ts'

test('jobs with many results are taken back a few at a time, but never none', async () => {
  await using journal = await journalOf(['/in/a', '/in/b', '/in/c', '/in/d'])
  const { store, batch } = journal
  finishWith(store, [1, 12_000, 1, 6_000])
  const pages: number[][] = []
  for (let before = 9; before > 0; before = pages.at(-1)?.at(-1) ?? 0)
    pages.push(undoPage(store, { batch, before, limit: 512 }).jobs.map(([seq]) => seq))
  assert.deepEqual(pages, [[3, 2], [1], [0]])
})
