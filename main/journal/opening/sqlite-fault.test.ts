import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sqliteFault } from './sqlite-fault.ts'

const codeOf = (errcode: number): string =>
  sqliteFault(Object.assign(new Error('disk I/O error'), { errcode }), '/state/journal.db').code

test('a journal that cannot be opened for want of room says that the disk is full', () => {
  const [full, noRoomToShare, cannotRead] = [13, 10 | (19 << 8), 10 | (1 << 8)]
  assert.deepEqual([full, noRoomToShare, cannotRead].map(codeOf), ['disk-full', 'disk-full', 'io-error'])
})
