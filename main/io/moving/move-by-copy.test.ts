import assert from 'node:assert/strict'
import { appendFileSync, copyFileSync, renameSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { readTree, temporaryFolder, writeTree } from '../../../test/fixtures/files.ts'
import { identityOf } from '../looking/identity.ts'
import { hashFile } from '../looking/hash-file.ts'
import { isOwnCopy, leaveForCopy, leaveOldName, moveByCopy } from './move-by-copy.ts'

const rules = { stableInodes: true, mtimeStepNs: 1 }

test('what was written to a file while its copy was read back stays, and the copy goes', () => {
  using folder = temporaryFolder()
  writeTree(folder.path, { 'a.txt': 'one' })
  const [from, to] = [join(folder.path, 'a.txt'), join(folder.path, 'b.txt')]
  const identity = identityOf(statSync(from, { bigint: true }))
  copyFileSync(from, to)
  appendFileSync(from, ' and more')
  assert.throws(() => leaveForCopy({ from, to, identity }, rules), { code: 'original-changed', subject: from })
  assert.deepEqual(readTree(folder.path), { 'a.txt': 'one and more' })
})

test('an old name that is gone already is no fault', () => {
  using folder = temporaryFolder()
  writeTree(folder.path, { 'b.txt': 'one' })
  const [from, to] = [join(folder.path, 'a.txt'), join(folder.path, 'b.txt')]
  const identity = identityOf(statSync(to, { bigint: true }))
  assert.equal(leaveOldName({ from, to, identity }, rules), 'moved')
  assert.deepEqual(readTree(folder.path), { 'b.txt': 'one' })
})

/** A file, and its copy whose old name is about to go: `act` is called at that moment. */
function moving(folder: string, act: (to: string) => void) {
  writeTree(folder, { 'a.txt': 'one' })
  const [from, to] = [join(folder, 'a.txt'), join(folder, 'b.txt')]
  const move = { from, to, identity: identityOf(statSync(from, { bigint: true })), sha256: hashFile(from) }
  const looking = { ...rules }
  Object.defineProperty(looking, 'stableInodes', { get: () => (act(to), true) })
  return () => moveByCopy(move, looking)
}

test('until the old name goes the copy is known for ours, and afterwards has its new name alone', () => {
  using folder = temporaryFolder()
  const known: boolean[] = []
  assert.equal(moving(folder.path, (to) => void known.push(isOwnCopy(to)))(), 'moved')
  assert.deepEqual([...new Set(known)], [true])
  assert.deepEqual(readTree(folder.path), { 'b.txt': 'one' })
  assert.equal(statSync(join(folder.path, 'b.txt')).nlink, 1)
})

test('what somebody puts in the place of a copy that has to go stays', () => {
  using folder = temporaryFolder()
  const move = moving(folder.path, (to) => {
    writeFileSync(`${to}.new`, 'somebody else’s')
    renameSync(`${to}.new`, to)
    appendFileSync(join(folder.path, 'a.txt'), ' and more')
  })
  assert.throws(move, { code: 'original-changed' })
  assert.deepEqual(readTree(folder.path), { 'a.txt': 'one and more', 'b.txt': 'somebody else’s' })
})
