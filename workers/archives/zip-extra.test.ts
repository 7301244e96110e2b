import assert from 'node:assert/strict'
import { test } from 'node:test'
import { modifiedOf } from './zip-extra.ts'

function field(id: number, content: Buffer): Buffer {
  const head = Buffer.alloc(4)
  head.writeUInt16LE(id, 0)
  head.writeUInt16LE(content.length, 2)
  return Buffer.concat([head, content])
}

function unix(seconds: number): Buffer {
  const content = Buffer.from([1, 0, 0, 0, 0])
  content.writeInt32LE(seconds | 0, 1)
  return field(0x5455, content)
}

/** As Windows has it: 100 nanoseconds from 1601 on. */
function windows(epochMs: number): Buffer {
  const content = Buffer.alloc(32)
  content.writeUInt16LE(1, 4)
  content.writeUInt16LE(24, 6)
  content.writeBigUInt64LE((BigInt(epochMs) + 11_644_473_600_000n) * 10_000n, 8)
  return field(0x000a, content)
}

test('a time is what Unix or Windows says of it, whatever the clock showed there', () => {
  const at = Date.UTC(2023, 10, 14, 22, 13, 20)
  assert.equal(modifiedOf(unix(at / 1000), at + 3_600_000), at)
  assert.equal(modifiedOf(windows(at + 123), at + 3_600_000), at + 123)
  assert.equal(modifiedOf(Buffer.concat([unix(at / 1000), windows(at + 123)]), at), at + 123)
  assert.equal(modifiedOf(windows(-11_644_473_600_000), at), undefined)
  assert.equal(modifiedOf(Buffer.alloc(0), at), undefined)
})

test('seconds in four bytes are before 1970 or from 2038 on, as the year on the clock says', () => {
  const late = Date.UTC(2040, 2, 4)
  assert.equal(modifiedOf(unix(late / 1000), late - 7_200_000), late)
  assert.equal(modifiedOf(unix(-86_400), Date.UTC(1980, 0, 1)), -86_400_000)
})
