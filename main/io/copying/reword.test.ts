import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { chmodSync, statSync, utimesSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { readTree, temporaryFolder, writeTree } from '../../../test/fixtures/files.ts'
import { rewordAll } from './reword.ts'
import { look } from '../looking/look.ts'

test('another attempt says the new words, with the mode and time of the one before, which stays', async () => {
  using root = temporaryFolder()
  const [from, to] = [join(root.path, '.mr-0123456789-0'), join(root.path, '.mr-0123456789-1')]
  writeTree(root.path, { '.mr-0123456789-0': 'before' })
  chmodSync(from, 0o640)
  utimesSync(from, 1_000, 2_000)
  const [outcome] = await rewordAll([{ from, to, text: 'über' }])
  assert.ok(outcome?.ok)
  assert.deepEqual(outcome.value, {
    identity: look([to])[0],
    sha256: createHash('sha256').update('über').digest('hex'),
  })
  assert.deepEqual(readTree(root.path), { '.mr-0123456789-0': 'before', '.mr-0123456789-1': 'über' })
  const { mode, mtimeMs } = statSync(to)
  assert.deepEqual([mode & 0o777, mtimeMs], process.platform === 'win32' ? [mode & 0o777, 2e6] : [0o640, 2e6])
})

test('a name that somebody has is left to them, and the others are written', async () => {
  using root = temporaryFolder()
  const at = (name: string): string => join(root.path, name)
  writeTree(root.path, { '.mr-0123456789-0': 'before', '.mr-0123456789-1': 'theirs' })
  const outcomes = await rewordAll(
    ['.mr-0123456789-1', '.mr-0123456789-2'].map((name) => ({
      from: at('.mr-0123456789-0'),
      to: at(name),
      text: 'new',
    })),
  )
  assert.deepEqual(
    outcomes.map(({ ok }) => ok),
    [false, true],
  )
  assert.deepEqual(readTree(root.path), {
    '.mr-0123456789-0': 'before',
    '.mr-0123456789-1': 'theirs',
    '.mr-0123456789-2': 'new',
  })
})
