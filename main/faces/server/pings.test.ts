import assert from 'node:assert/strict'
import { EventEmitter } from 'node:events'
import { test } from 'node:test'
import type { WebSocket } from 'ws'
import { ScriptedEngine } from '../cli/testing/scripted-engine.ts'
import { serveSocket, type SocketOptions } from './socket.ts'

const pingMs = 20_000
const twoPingsMs = 2 * pingMs

test('a browser that does not answer is hung up on, but not while nothing of it is read', (t) => {
  t.mock.timers.enable({ apis: ['setInterval'] })
  let isHungUpOn = false
  const socket = Object.assign(new EventEmitter(), {
    isPaused: true,
    ping() {},
    close() {},
    terminate: () => (isHungUpOn = true),
  })
  const never = new AbortController().signal
  const options = { client: new ScriptedEngine(), session: never, closing: never } as unknown as SocketOptions
  serveSocket(socket as unknown as WebSocket, options)
  t.mock.timers.tick(2 * twoPingsMs)
  assert.equal(isHungUpOn, false)
  // Asked right before it is paused: it had no time to answer.
  socket.isPaused = false
  t.mock.timers.tick(pingMs)
  socket.isPaused = true
  t.mock.timers.tick(pingMs)
  socket.isPaused = false
  t.mock.timers.tick(pingMs)
  assert.equal(isHungUpOn, false)
  t.mock.timers.tick(pingMs)
  assert.equal(isHungUpOn, true)
  socket.emit('close')
})
