import assert from 'node:assert/strict'
import { statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { readTree, temporaryFolder, writeTree } from '../../../test/fixtures/files.ts'
import { identityOf } from '../looking/identity.ts'
import { type SentFile, type ShiftSet, shiftSets } from './shift-sets.ts'

const rules = { links: true, stableInodes: true, mtimeStepNs: 1 }

/** Every file of the set goes from `in` to `to`; it is noted as it is now. */
function setOf(folder: string, names: string[], more: Partial<ShiftSet> = {}): ShiftSet {
  const files = names.map((name): SentFile => {
    const from = join(folder, 'in', name)
    const { ino, sizeBytes, mtimeNs } = identityOf(statSync(from, { bigint: true }))
    return [from, join(folder, 'to', name), ino, sizeBytes, mtimeNs, '', null, null]
  })
  return { files, free: [], begun: false, ...more }
}

test('a set of which one file differs stays as it is, and the others go', () => {
  using folder = temporaryFolder()
  writeTree(folder.path, { 'in/a': 'a', 'in/b': 'b', 'in/c': 'c' })
  const sets = [setOf(folder.path, ['a', 'b']), setOf(folder.path, ['c'])]
  writeFileSync(join(folder.path, 'in/b'), 'edited')
  assert.deepEqual(shiftSets({ sets, rules }), { moved: [0, 1], stops: [[0, { ok: true, value: 'differs' }]] })
  assert.deepEqual(readTree(folder.path), { 'in/a': 'a', 'in/b': 'edited', 'to/c': 'c' })
})

test('a set of which a name is taken stays as it is', () => {
  using folder = temporaryFolder()
  writeTree(folder.path, { 'in/a': 'a', 'in/b': 'b', 'to/b': 'new' })
  const sets = [setOf(folder.path, ['a', 'b'], { free: [join(folder.path, 'to/b')] })]
  assert.deepEqual(shiftSets({ sets, rules }).moved, [0])
  assert.deepEqual(readTree(folder.path), { 'in/a': 'a', 'in/b': 'b', 'to/b': 'new' })
})

test('a set that was begun goes on as far as it can', () => {
  using folder = temporaryFolder()
  writeTree(folder.path, { 'in/a': 'a', 'in/b': 'b', 'in/c': 'c' })
  const sets = [setOf(folder.path, ['a', 'b', 'c'], { begun: true })]
  writeFileSync(join(folder.path, 'in/b'), 'edited')
  const { moved, stops } = shiftSets({ sets, rules })
  assert.deepEqual(
    [moved, stops.map(([at, stop]) => [at, stop.ok || stop.fault.code])],
    [[1], [[0, 'original-changed']]],
  )
  assert.deepEqual(readTree(folder.path), { 'in/b': 'edited', 'in/c': 'c', 'to/a': 'a' })
})
