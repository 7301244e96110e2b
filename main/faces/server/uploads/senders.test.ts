import assert from 'node:assert/strict'
import { once } from 'node:events'
import { test } from 'node:test'
import { Senders } from './senders.ts'

test('of several that begin at once, one sends at a time, and the newest to its end', async () => {
  const senders = new Senders()
  const log: string[] = []
  const sender = (name: string, isLast: boolean) =>
    senders.takeOver('u', async (signal) => {
      log.push(`${name} begins`)
      if (!isLast) await once(signal, 'abort')
      log.push(`${name} ends`)
    })
  await Promise.all(['a', 'b', 'c'].map((name, at, all) => sender(name, at === all.length - 1)))
  assert.deepEqual(log, ['a begins', 'a ends', 'b begins', 'b ends', 'c begins', 'c ends'])
  assert.ok(!senders.has('u'))
})

test('whoever stops a sender waits for its end, and what it threw is its own', async () => {
  const senders = new Senders()
  const sent = senders.takeOver('u', async (signal) => {
    await once(signal, 'abort')
    throw new Error('broken off')
  })
  const failed = assert.rejects(sent, /broken off/)
  await senders.stop('u')
  assert.ok(!senders.has('u'))
  await failed
  await senders.stop('nobody')
})
