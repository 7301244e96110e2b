import assert from 'node:assert/strict'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { readTree, temporaryFolder, writeTree } from '../../../test/fixtures/files.ts'
import { flushAll } from './flush-all.ts'

const names = Array.from({ length: 40 }, (_, n) => `.mr-0123456789-${n}.txt`)

test('every file has its own outcome, in the order asked for, however many are flushed at a time', async () => {
  using root = temporaryFolder()
  writeTree(root.path, Object.fromEntries(names.map((name) => [name, name])))
  for (const gone of ['.mr-0123456789-7.txt', '.mr-0123456789-39.txt']) rmSync(join(root.path, gone))
  const outcomes = await flushAll(names.map((name) => ({ path: join(root.path, name) })))
  const failed = names.filter((_, at) => outcomes[at]?.ok !== true)
  assert.deepEqual(failed, ['.mr-0123456789-7.txt', '.mr-0123456789-39.txt'])
  assert.equal(outcomes.length, names.length)
  assert.equal(Object.keys(readTree(root.path)).length, names.length - failed.length)
})

test('nothing to flush is no work', async () => {
  assert.deepEqual(await flushAll([]), [])
})
