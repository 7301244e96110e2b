import assert from 'node:assert/strict'
import { statSync, utimesSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import fc from 'fast-check'
import { temporaryFolder, writeTree } from '../../../test/fixtures/files.ts'
import { instantOf } from './instant.ts'

const skip = process.platform === 'win32' && 'Windows counts in steps of 100 ns'
const latestNs = 4_000_000_000_000_000_000n

test('a time that is set is never earlier than asked for, later by less than half a microsecond, and sets the same again', {
  skip,
}, () => {
  using folder = temporaryFolder()
  writeTree(folder.path, { a: '' })
  const path = join(folder.path, 'a')
  const asSet = (epochNs: bigint): bigint => {
    utimesSync(path, instantOf(epochNs), instantOf(epochNs))
    return statSync(path, { bigint: true }).mtimeNs
  }
  const nanoseconds = fc.oneof(fc.bigInt({ min: 0n, max: latestNs }), fc.constantFrom(0n, 1n, 999_999_999n))
  const seconds = fc.bigInt({ min: 0n, max: latestNs / 1_000_000_000n }).map((whole) => whole * 1_000_000_000n)
  fc.assert(
    fc.property(fc.oneof(nanoseconds, seconds), (epochNs) => {
      const set = asSet(epochNs)
      assert.ok(set >= epochNs && set - epochNs < 500n, `${epochNs} became ${set}`)
      assert.equal(asSet(set), set)
    }),
  )
  assert.equal(asSet(1_700_000_000_000_000_000n), 1_700_000_000_000_000_000n)
})

test('on Windows, where times before 1970 are told as if they came after 2038, they are set as what they are', () => {
  assert.deepEqual(instantOf(4_142_576_063_500_000_000n, 'win32'), new Date('1965-03-04T05:06:07.500Z'))
  assert.equal(instantOf(4_142_576_063_500_000_000n, 'linux'), 4_142_576_063.5)
  assert.equal(instantOf(1_700_000_000_000_000_000n, 'win32'), 1_700_000_000)
})
