import assert from 'node:assert/strict'
import { appendFileSync, copyFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { readTree, temporaryFolder, writeTree } from '../../../test/fixtures/files.ts'
import { identityOf } from '../looking/identity.ts'
import { leaveForCopy, leaveOldName } from './move-by-copy.ts'

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
