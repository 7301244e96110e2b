import assert from 'node:assert/strict'
import { appendFileSync, copyFileSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { readTree, temporaryFolder, writeTree } from '../../../test/fixtures/files.ts'
import { identityOf } from '../looking/identity.ts'
import { type MovedAcross, removeMoved } from './remove-moved.ts'
import { hashFile } from '../looking/hash-file.ts'

/** A file of that name beside its copy. */
function copied(folder: string, name: string): MovedAcross {
  const [source, copy] = [join(folder, name), join(folder, `copy of ${name}`)]
  writeTree(folder, { [name]: name })
  copyFileSync(source, copy)
  return { source, copy, identity: identityOf(statSync(source, { bigint: true })), sha256: hashFile(copy) }
}

test('sources whose copies are whole go', () => {
  using folder = temporaryFolder()
  removeMoved(['a', 'b'].map((name) => copied(folder.path, name)))
  assert.deepEqual(readTree(folder.path), { 'copy of a': 'a', 'copy of b': 'b' })
})

test('a source that is written to while another copy is read back stays, and all others with it', () => {
  using folder = temporaryFolder()
  const [first, second] = ['a', 'b'].map((name) => copied(folder.path, name)) as [MovedAcross, MovedAcross]
  const { sha256 } = second
  Object.defineProperty(second, 'sha256', { get: () => (appendFileSync(first.source, ' and more'), sha256) })
  assert.throws(() => removeMoved([first, second]), { code: 'original-changed', subject: first.source })
  assert.deepEqual(readTree(folder.path), { a: 'a and more', b: 'b', 'copy of a': 'a', 'copy of b': 'b' })
})

test('where a copy does not read back nothing goes; once a source has gone, only what is whole goes after it', () => {
  using folder = temporaryFolder()
  const files = ['a', 'b', 'c'].map((name) => copied(folder.path, name))
  appendFileSync(join(folder.path, 'copy of b'), 'damage')
  assert.throws(() => removeMoved(files), { code: 'result-wrong' })
  rmSync(join(folder.path, 'a'))
  removeMoved(files)
  assert.deepEqual(readTree(folder.path), { b: 'b', 'copy of a': 'a', 'copy of b': 'bdamage', 'copy of c': 'c' })
})
