import assert from 'node:assert/strict'
import { existsSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { openPlace } from '../fixtures/bench-of-files.ts'

const check = 'name: check\nsteps:\n  - file.checksums-check:\n'
const copy = 'name: copy\nsteps: []\n'
/** One file, and a list that it differs from. */
const differing = { 'a.txt': 'x', SHA256SUMS: `${'0'.repeat(64)}  a.txt\n` }

test('where nothing is made, no folder is left that was made for it', async () => {
  await using place = await openPlace(differing)
  assert.deepEqual((await place.run(check)).states, { 'a.txt': 'failed', SHA256SUMS: 'failed' })
  assert.equal(existsSync(place.outPath), false)
  assert.deepEqual((await place.run(copy)).states, { 'a.txt': 'done', SHA256SUMS: 'done' })
})

test('a folder that was there before stays', async () => {
  await using place = await openPlace({ ...differing, 'lists/old.txt': '' })
  const out = join(place.inPath, 'lists')
  rmSync(join(out, 'old.txt'))
  assert.deepEqual((await place.run(check, { out })).batch.counts.failed, 2)
  assert.equal(existsSync(out), true)
})
