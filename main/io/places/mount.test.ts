import assert from 'node:assert/strict'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { temporaryFolder } from '../../../test/fixtures/files.ts'
import { diskOf, mountOf } from './mount.ts'

test('a disk that is known is missed while its place is empty or not there, and not once something lies there', () => {
  using root = temporaryFolder()
  const stick = join(root.path, 'stick')
  const out = join(stick, 'results')
  const here = mountOf(root.path)
  const found = () => diskOf(out, [root.path, stick, join(stick, 'other')])
  assert.deepEqual([diskOf(out, []), found()], [here, stick])
  mkdirSync(stick)
  assert.equal(found(), stick)
  writeFileSync(join(stick, 'a.txt'), '')
  assert.equal(found(), here)
})

test('a place on a disk that is there does not wait for one that it lies beside', () => {
  using root = temporaryFolder()
  assert.equal(diskOf(join(root.path, 'results'), [join(root.path, 'stick')]), mountOf(root.path))
})
