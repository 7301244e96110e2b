import assert from 'node:assert/strict'
import { test } from 'node:test'
import { folding, identity, journalOf } from '../../../test/fixtures/journal-of.ts'
import { commit } from '../results/commit-jobs.ts'
import { done } from '../results/end-jobs.ts'
import { recall } from './recall.ts'

test('a folder that nothing was known of is one of results as soon as one is to go there', async () => {
  await using journal = await journalOf(['/in/a.txt'])
  const { store } = journal
  const met = { recipeFingerprint: 'f', outRoot: '/out', files: [{ source: '/out/a.txt', identity }] }
  assert.deepEqual(recall(store, met), [null])
  const place = { folder: '/out', name: null, stem: 'a', extension: '.txt', beside: null, companions: [] }
  const made = { attempt: '/out/.mr-0123456789-1', identity, bytes: 10, sha256: '', type: '', facts: {} }
  const job = { seq: 0, sha256: '', moves: [], members: [], hasFewer: false, again: [] }
  const outputs = [{ branch: 0, part: 0, ...place, ...made }]
  commit(store, { batch: 1, folding, atMs: 0, watched: false, jobs: [{ ...job, outputs }] })
  done(store, { batch: 1, folding, jobs: [{ ...job, ms: 1, names: [], ctimes: ['1'], moved: false }] })
  assert.equal(recall(store, met)[0]?.own, true)
})
