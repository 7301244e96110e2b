import assert from 'node:assert/strict'
import { test } from 'node:test'
import { PendingCalls } from './pending-calls.ts'

test('each call gets its own answer, in whatever order they come', async () => {
  const calls = new PendingCalls()
  const [one, two] = [calls.begin(), calls.begin()]
  calls.reject(two.id, new Error('no'))
  calls.resolve(one.id, 'yes')
  assert.equal(await one.answer, 'yes')
  await assert.rejects(two.answer, { message: 'no' })
  assert.equal(calls.size, 0)
})

test('once the other side has ended, waiting calls and later ones fail for the same reason', async () => {
  const calls = new PendingCalls()
  const waiting = assert.rejects(calls.begin().answer, { message: 'gone' })
  calls.end(new Error('gone'))
  calls.end(new Error('gone again'))
  await waiting
  await assert.rejects(calls.begin().answer, { message: 'gone' })
})

test('it is idle once the last answer has come, or cannot come any more', async () => {
  const calls = new PendingCalls()
  await calls.idle()
  const one = calls.begin()
  calls.begin().answer.catch(() => {})
  const idle = calls.idle()
  calls.resolve(one.id, null)
  calls.end(new Error('gone'))
  await idle
})
