import assert from 'node:assert/strict'
import { writeFileSync } from 'node:fs'
import { mkdtempDisposable, readdir } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { z } from 'zod'
import { RecordFiles } from './record-files.ts'

const shape = z.object({ n: z.number(), text: z.string() })

test('of many writes of one record at a time all succeed, the last one is what is read, and nothing is left beside it', async () => {
  await using root = await mkdtempDisposable(join(tmpdir(), 'mr-records-'))
  const records = new RecordFiles(root.path, shape)
  const writes = Array.from({ length: 50 }, (_, n) => records.write('a', { n, text: 'x'.repeat((50 - n) * 1_000) }))
  await Promise.all(writes)
  assert.equal((await records.read('a'))?.n, 49)
  assert.deepEqual(await readdir(root.path), ['a.json'])
})

test('a record that is removed while it is written is gone in the end', async () => {
  await using root = await mkdtempDisposable(join(tmpdir(), 'mr-records-'))
  const records = new RecordFiles(root.path, shape)
  await Promise.all([records.write('a', { n: 1, text: '' }), records.remove('a')])
  assert.deepEqual(await records.ids(), [])
})

test('what a write had left behind goes when the records are listed, and a torn one is none', async () => {
  await using root = await mkdtempDisposable(join(tmpdir(), 'mr-records-'))
  const records = new RecordFiles(root.path, shape)
  writeFileSync(join(root.path, 'a.json'), '{"n":')
  writeFileSync(join(root.path, 'b.json.new'), '')
  assert.deepEqual(await records.ids(), ['a'])
  assert.equal(await records.read('a'), null)
  assert.deepEqual(await readdir(root.path), ['a.json'])
})
