import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ignoresHangup } from './ignores-hangup.ts'

test('a program that was begun with nohup ignores a hangup, and no other does', () => {
  // Nobody has the number of such a process.
  const ppid = 2 ** 30
  assert.equal(ignoresHangup({ env: { _: '/usr/bin/nohup' }, ppid }), true)
  assert.equal(ignoresHangup({ env: { _: '/usr/bin/node' }, ppid }), false)
  assert.equal(ignoresHangup({ env: {}, ppid }), false)
})
