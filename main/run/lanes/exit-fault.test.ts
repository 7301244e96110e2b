import assert from 'node:assert/strict'
import { test } from 'node:test'
import { overMemorySignal } from '../../../contract/task.ts'
import { exitFault } from './exit-fault.ts'

const ended = { subject: '/in/a.jpg', lastWords: '' }

test('a process that held too much memory says so by a signal, or, where there are none, beforehand', () => {
  assert.equal(exitFault({ code: null, signal: overMemorySignal }, ended).code, 'worker-memory')
  assert.equal(exitFault({ code: 1, signal: null, isOverMemory: true }, ended).code, 'worker-memory')
  assert.equal(exitFault({ code: 1, signal: null, isOverMemory: false }, ended).code, 'worker-crashed')
})
