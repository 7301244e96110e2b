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

test('of jobs that are taken back already, or came to nothing, a page has no files', async () => {
  await using journal = await journalOf(['/in/a', '/in/b', '/in/c', '/in/d'])
  const { store, batch } = journal
  finishWith(store, [1, 1, 1, 1])
  const move = `INSERT INTO moves(batch, seq, kind, from_path, to_path, identity, bytes, sha, state, at_ms)
    VALUES(?, ?, 'original', '/in', '/vault', '1:1:1', 1, 's', 'done', 1)`
  for (const seq of [0, 1, 2, 3]) store.run(move, batch, seq)
  const seqsOf = (): unknown[] => {
    const { jobs, outputs, moves } = undoPage(store, { batch, before: 9, limit: 512 })
    return [jobs, outputs, moves].map((rows) => rows.map(([seq]) => seq).sort((a, b) => a - b))
  }
  assert.deepEqual(seqsOf(), [
    [0, 1, 2, 3],
    [0, 1, 2, 3],
    [0, 1, 2, 3],
  ])
  store.run("UPDATE jobs SET state = 'undone' WHERE seq IN (1, 3)")
  assert.deepEqual(seqsOf(), [
    [0, 2],
    [0, 2],
    [0, 2],
  ])
})
