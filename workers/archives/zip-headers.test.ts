import assert from 'node:assert/strict'
import { test } from 'node:test'
import { modifiedOf } from './zip-extra.ts'
import { directoryRecord, localHeader, type Written } from './zip-headers.ts'

const entry: Omit<Written, 'modifiedMs'> = {
  name: Buffer.from('a.txt'),
  rights: 0o644,
  offset: 0,
  method: 0,
  flags: 0,
  crc: 0,
  packedBytes: 1,
  sizeBytes: 1,
}

test('the time of an entry is read as it was written, also where neither the clock nor the seconds of Unix go so far', () => {
  const told = ['1650-02-03T04:05:06Z', '1969-07-20T20:17:40Z', '2026-11-28T12:00:00Z', '2150-06-07T08:09:10Z']
  for (const text of told) {
    const modifiedMs = Date.parse(text)
    const local = localHeader({ ...entry, modifiedMs }).subarray(30 + entry.name.length)
    const directory = directoryRecord({ ...entry, modifiedMs }).subarray(46 + entry.name.length)
    for (const extra of [local, directory]) assert.equal(modifiedOf(extra, 0), modifiedMs, text)
  }
})
