import assert from 'node:assert/strict'
import { test } from 'node:test'
import { camcorderDate, isTransportStream } from './camcorder-date.ts'

/** Packets of a stream, with these blocks of marks in the third. */
function stream(blocks: Buffer[], clockBytes: 0 | 4 = 4): Buffer {
  const packets = Array.from({ length: 4 }, (_, at) => {
    const packet = Buffer.alloc(clockBytes + 188, 0xff)
    packet[clockBytes] = 0x47
    if (at === 2) Buffer.concat(blocks).copy(packet, clockBytes + 4)
    return packet
  })
  return Buffer.concat(packets)
}

function marks(...entries: string[]): Buffer {
  return Buffer.from(`${Buffer.from('MDPM').toString('hex')}0${entries.length}${entries.join('')}00`, 'hex')
}

const evening = marks('1300112233', '18ff200803', '1915203045')
const never = marks('18ffffffff', '19ffffffff')

test('a camcorder tells when it recorded, as its clock showed it', () => {
  for (const clockBytes of [0, 4] as const) {
    const bytes = stream([evening], clockBytes)
    assert.ok(isTransportStream(bytes))
    assert.equal(camcorderDate(bytes), '2008-03-15T20:30:45')
  }
})

test('midnight is read though its zeros are kept apart', () => {
  assert.equal(camcorderDate(stream([marks('18ff201012', '193100000300')])), '2010-12-31T00:00:00')
})

test('what is no time is passed over for the next that is, and half of one tells nothing', () => {
  assert.equal(camcorderDate(stream([never, evening])), '2008-03-15T20:30:45')
  const halves = [marks(), marks('18ff200803'), marks('1915203045'), marks('18ff200813', '1915203045')]
  for (const block of [never, ...halves]) assert.equal(camcorderDate(stream([block])), null, block.toString('hex'))
  for (let length = 0; length < evening.length - 1; length += 1)
    assert.equal(camcorderDate(evening.subarray(0, length)), null)
})

test('text that begins like a packet is no stream', () => {
  assert.ok(!isTransportStream(Buffer.from('Go on'.repeat(100))))
})
