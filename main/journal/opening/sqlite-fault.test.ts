import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sqliteFault } from './sqlite-fault.ts'

const codeOf = (errcode: number): string =>
  sqliteFault(Object.assign(new Error('disk I/O error'), { errcode }), '/state/journal.db').code

test('a journal that cannot be opened for want of room says that the disk is full', () => {
  const [full, noRoomToShare, cannotRead] = [13, 10 | (19 << 8), 10 | (1 << 8)]
  assert.deepEqual([full, noRoomToShare, cannotRead].map(codeOf), ['disk-full', 'disk-full', 'io-error'])
})

test('a journal that may not be written to is told as such, in plain words and with the state folder', {
  skip: process.platform !== 'linux',
}, () => {
  for (const errcode of [8, 14]) {
    // A file that nobody may write to, root included.
    const path = '/proc/sys/kernel/version'
    const { code, subject, why } = sqliteFault(Object.assign(new Error('unable to open'), { errcode }), path)
    assert.deepEqual([code, subject], ['state-unusable', '/proc/sys/kernel'])
    assert.match(why, /^You may not write its file version/)
  }
})
