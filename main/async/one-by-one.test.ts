import assert from 'node:assert/strict'
import { test } from 'node:test'
import { OneByOne } from './one-by-one.ts'

test('each call begins when the one before has ended, and one that fails holds up none of the next', async () => {
  const calls = new OneByOne()
  const said: string[] = []
  const first = Promise.withResolvers<void>()
  const failing = calls.run(async () => {
    said.push('first begins')
    await first.promise
    said.push('first fails')
    throw new Error('no')
  })
  const second = calls.run(() => said.push('second'))
  await Promise.resolve()
  assert.deepEqual(said, ['first begins'])
  first.resolve()
  await assert.rejects(failing, /no/)
  assert.equal(await second, 3)
  assert.deepEqual(said, ['first begins', 'first fails', 'second'])
})

test('it is idle when all that was asked for before has ended', async () => {
  const calls = new OneByOne()
  let isDone = false
  void calls.run(async () => {
    await Promise.resolve()
    isDone = true
  })
  await calls.idle()
  assert.equal(isDone, true)
})
