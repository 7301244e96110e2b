import assert from 'node:assert/strict'
import { linkSync, renameSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { readTree, temporaryFolder, writeTree } from '../../../test/fixtures/files.ts'
import { identityOf } from '../looking/identity.ts'
import { retract, standingOf } from './retract.ts'
import { hashFile } from '../looking/hash-file.ts'

const rules = { stableInodes: true, mtimeStepNs: 1 }

function halfIn(folder: string, attempt: string) {
  writeTree(folder, { [attempt]: 'made' })
  const path = join(folder, attempt)
  const identity = identityOf(statSync(path, { bigint: true }))
  return { folder, name: 'a.txt', attempt: path, identity, sha256: hashFile(path) }
}

test('a result that was cut off between getting its name and losing that of its attempt loses both', () => {
  using folder = temporaryFolder()
  const half = halfIn(folder.path, '.mr-0123456789-1')
  linkSync(half.attempt, join(folder.path, half.name))
  assert.equal(retract(half, rules), true)
  assert.deepEqual(readTree(folder.path), {})
})

test('an original that was cut off between its new name and its old one has the old one only', () => {
  using folder = temporaryFolder()
  const half = halfIn(folder.path, 'old.txt')
  linkSync(half.attempt, join(folder.path, half.name))
  assert.equal(retract(half, rules), true)
  assert.deepEqual(readTree(folder.path), { 'old.txt': 'made' })
})

test('an original whose old name a new file of the person has by now stays where it is, and so does that file', () => {
  using folder = temporaryFolder()
  const half = halfIn(folder.path, 'scan.pdf')
  renameSync(half.attempt, join(folder.path, half.name))
  writeFileSync(half.attempt, 'the next scan')
  assert.equal(retract(half, rules), false)
  assert.deepEqual(readTree(folder.path), { 'a.txt': 'made', 'scan.pdf': 'the next scan' })
})

test('what somebody else has under the name of a result stays', () => {
  using folder = temporaryFolder()
  const half = halfIn(folder.path, '.mr-0123456789-1')
  writeFileSync(join(folder.path, half.name), 'mine')
  assert.equal(retract(half, rules), true)
  assert.deepEqual(readTree(folder.path), { 'a.txt': 'mine' })
})

/** As on FAT: numbers of files do not last, and their times have steps of two seconds. */
const inodeless = { links: false, stableInodes: false, mtimeStepNs: 2_000_000_000 }

test('where numbers do not last, an original is not given up for a file that has its size and time', () => {
  using folder = temporaryFolder()
  writeTree(folder.path, { 'in/a.bmp': 'only copy A', 'out/a.bmp': 'another one' })
  for (const name of ['in/a.bmp', 'out/a.bmp']) utimesSync(join(folder.path, name), 1_700_000_000, 1_700_000_000)
  const attempt = join(folder.path, 'in/a.bmp')
  const identity = { ...identityOf(statSync(attempt, { bigint: true })), ino: '0' }
  const half = { attempt, identity, sha256: '', folder: join(folder.path, 'out'), name: 'a.bmp' }
  assert.equal(standingOf(half, { rules: inodeless, keepName: true }), 'ready')
  assert.deepEqual(readTree(folder.path), { 'in/a.bmp': 'only copy A', 'out/a.bmp': 'another one' })
})
