import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isMatroska, matroskaDate } from './matroska-date.ts'

const unknownLength = Buffer.from('01ffffffffffffff', 'hex')

/** Lengths in eight bytes, as programs write that do not know them yet. */
function element(id: string, content: Buffer, length?: Buffer): Buffer {
  const size = Buffer.alloc(8)
  size.writeBigUInt64BE(2n ** 56n + BigInt(content.length))
  return Buffer.concat([Buffer.from(id, 'hex'), length ?? size, content])
}

function info(nanoseconds: bigint): Buffer {
  const date = Buffer.alloc(8)
  date.writeBigInt64BE(nanoseconds)
  const short = Buffer.concat([Buffer.from('446188', 'hex'), date])
  return element('1549a966', Buffer.concat([element('4d80', Buffer.from('odd')), short]))
}

function film(parts: Buffer[], length?: Buffer): Buffer {
  const head = element('1a45dfa3', element('4282', Buffer.from('webm')))
  return Buffer.concat([head, element('18538067', Buffer.concat(parts), length)])
}

const at = Date.UTC(2024, 4, 1, 12)
const since2001 = BigInt(at - Date.UTC(2001, 0, 1)) * 1_000_000n
const gap = element('ec', Buffer.alloc(83))
const cluster = element('1f43b675', Buffer.alloc(9), unknownLength)

test('a film tells when it was recorded, also one whose length nobody knows', () => {
  for (const length of [undefined, unknownLength]) {
    const bytes = film([gap, info(since2001), cluster], length)
    assert.ok(isMatroska(bytes))
    assert.equal(matroskaDate(bytes), at)
  }
})

test('one without a clock tells nothing, nor does one whose film has no end before that, or that is cut off', () => {
  const bytes = film([gap, info(since2001)])
  for (const part of [film([info(0n)]), film([cluster, info(since2001)]), film([])])
    assert.equal(matroskaDate(part), null)
  for (let length = 0; length < bytes.length; length += 1) assert.equal(matroskaDate(bytes.subarray(0, length)), null)
  assert.ok(!isMatroska(Buffer.from('GIF')))
})
