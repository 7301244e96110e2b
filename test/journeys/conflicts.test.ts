import assert from 'node:assert/strict'
import { utimesSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { openPlace } from '../fixtures/bench-of-files.ts'

const copy = 'name: copy\n'
const before = { 'out/a.txt': 'old', 'out/b.txt': 'new b' }
const files = { 'a.txt': 'new a', 'b.txt': 'new b' }

test('skip leaves what is there and says so', async () => {
  await using place = await openPlace(files)
  place.write(before)
  const { states, lines } = await place.run(copy, { conflict: 'skip' })
  assert.deepEqual(states, { 'a.txt': 'skipped', 'b.txt': 'skipped' })
  assert.equal(lines[0]?.code, 'name-taken')
  assert.deepEqual(place.tree(), { 'in/a.txt': 'new a', 'in/b.txt': 'new b', ...before })
})

test('skip-identical leaves what is the same and numbers the rest', async () => {
  await using place = await openPlace(files)
  place.write(before)
  const { states } = await place.run(copy, { conflict: 'skip-identical' })
  assert.deepEqual(states, { 'a.txt': 'done', 'b.txt': 'skipped' })
  assert.deepEqual(place.tree(), { 'in/a.txt': 'new a', 'in/b.txt': 'new b', 'out/a 2.txt': 'new a', ...before })
})

test('fail ends the file and leaves what is there', async () => {
  await using place = await openPlace(files)
  place.write(before)
  assert.deepEqual((await place.run(copy, { conflict: 'fail' })).states, { 'a.txt': 'failed', 'b.txt': 'failed' })
  assert.deepEqual(place.tree(), { 'in/a.txt': 'new a', 'in/b.txt': 'new b', ...before })
})

test('replace keeps what was there in the vault, and undo brings it back', async () => {
  await using place = await openPlace(files)
  place.write(before)
  const { batch } = await place.run(copy, { conflict: 'replace' })
  assert.equal(place.tree()['out/a.txt'], 'new a')
  const signal = AbortSignal.timeout(60_000)
  const { files: undone } = await place.host.client.ask('batch.undo', { batch: batch.batchId }, { signal })
  assert.deepEqual(
    undone.map(({ result }) => result),
    ['undone', 'undone'],
  )
  assert.deepEqual(place.tree(), { 'in/a.txt': 'new a', 'in/b.txt': 'new b', ...before })
})

test('newer replaces only what is older than its source', async () => {
  await using place = await openPlace(files)
  place.write(before)
  utimesSync(join(place.outPath, 'a.txt'), 1000, 1000)
  utimesSync(join(place.outPath, 'b.txt'), 4e9, 4e9)
  assert.deepEqual((await place.run(copy, { conflict: 'newer' })).states, { 'a.txt': 'done', 'b.txt': 'skipped' })
  assert.equal(place.tree()['out/a.txt'], 'new a')
})
