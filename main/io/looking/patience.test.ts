import assert from 'node:assert/strict'
import { test } from 'node:test'
import { VirtualClock } from '../../async/virtual-clock.ts'
import { Patience } from './patience.ts'

const limitMs = 5000
const never = () => new Promise<never>(() => {})

test('a disk that does not answer is given up after its time, and what is on it is not asked for again', async () => {
  const clock = new VirtualClock()
  const patience = new Patience({ clock, limitMs, silent: ['/known'] })
  const asking = patience.ask('/nas', never)
  await clock.advance(limitMs)
  assert.equal(await asking, null)
  const asked: string[] = []
  const ask = (path: string) => patience.ask(path, async () => asked.push(path))
  await ask('/nas/photos')
  await ask('/known/x')
  await ask('/home')
  assert.deepEqual([asked, patience.silent, patience.isOver], [['/home'], ['/known', '/nas'], false])
})

test('a vault that does not answer is told by its folder, and a folder inside that not besides', async () => {
  const clock = new VirtualClock()
  const patience = new Patience({ clock, limitMs, silent: ['/nas/photos'] })
  const asking = patience.ask('/nas/.mr-vault', never)
  await clock.advance(limitMs)
  await asking
  assert.deepEqual(patience.silent, ['/nas'])
})

test('after two that did not answer nobody is asked any more', async () => {
  const clock = new VirtualClock()
  const patience = new Patience({ clock, limitMs, silent: [] })
  for (const path of ['/a', '/b']) {
    const asking = patience.ask(path, never)
    await clock.advance(limitMs)
    await asking
  }
  assert.equal(await patience.ask('/c', async () => 'there'), null)
  assert.deepEqual([patience.silent, patience.isOver], [['/a', '/b'], true])
})
