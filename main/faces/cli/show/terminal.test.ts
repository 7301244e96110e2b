import assert from 'node:assert/strict'
import { PassThrough } from 'node:stream'
import type { WriteStream } from 'node:tty'
import { test } from 'node:test'
import { terminalOf } from './terminal.ts'

function looksOf(env: NodeJS.ProcessEnv) {
  const stream = Object.assign(new PassThrough(), { isTTY: true }) as unknown as WriteStream
  const { live, colour } = terminalOf(stream, { env, onGone: () => {} })
  return { live, colour }
}

test('a terminal that names no kind, or a dumb one, is only printed to', {
  skip: process.platform === 'win32' && 'Windows names none',
}, () => {
  const plain = { live: false, colour: false }
  assert.deepEqual([looksOf({ TERM: '' }), looksOf({}), looksOf({ TERM: 'dumb' })], [plain, plain, plain])
  assert.deepEqual(looksOf({ TERM: 'xterm' }), { live: true, colour: true })
  assert.deepEqual(looksOf({ TERM: 'xterm', NO_COLOR: '1' }), { live: true, colour: false })
})
