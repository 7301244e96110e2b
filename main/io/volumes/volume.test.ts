import assert from 'node:assert/strict'
import { statSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { readTree, temporaryFolder, writeTree } from '../../../test/fixtures/files.ts'
import { areNumbersOfFiles, keepsNumber, probeVolume } from './volume.ts'

test('a disk that numbers the places of its files, and not the files, is told by a longer name', () => {
  using root = temporaryFolder()
  writeTree(root.path, { a: '' })
  const [short, long] = [join(root.path, 'a'), join(root.path, 'b'.repeat(100))]
  assert.equal(
    keepsNumber(short, long, (path) => String(statSync(path).ino)),
    true,
  )
  assert.equal(
    keepsNumber(short, long, (path) => String(path.length)),
    false,
  )
  assert.deepEqual(readTree(root.path), { a: '' })
})

test('numbers of NTFS are those of files; places on a disk that keeps no time of change are none', () => {
  const [never, lately] = [1_240_428_288_000_000_000n, 1_795_000_000_123_456_700n]
  const tell = (ctimeNs: bigint) => (ino: bigint) => areNumbersOfFiles({ ino, ctimeNs })
  assert.deepEqual([0x0005_0000_0000_0005n, 0x0001_0000_0000_1234n].map(tell(never)), [true, true])
  assert.deepEqual([0n, 0x1234_5678n, 0x01ff_ffff_ffffn].map(tell(never)), [false, false, false])
  assert.deepEqual([0x1234_5678n, 0x0701_0000_0001n].map(tell(lately)), [true, true])
})

test('a look at a disk leaves nothing there', () => {
  using root = temporaryFolder()
  const { freeBytes } = probeVolume(root.path, '.mr-0123456789')
  assert.ok(freeBytes > 0)
  assert.deepEqual(readTree(root.path), {})
})
