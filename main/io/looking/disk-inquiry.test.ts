import assert from 'node:assert/strict'
import { test } from 'node:test'
import { VirtualClock } from '../../async/virtual-clock.ts'
import { DiskInquiry } from './disk-inquiry.ts'

const limitMs = 5000
const never = () => new Promise<never>(() => {})

test('a disk that does not answer is given up after its time, and what is on it is not asked for again', async () => {
  const clock = new VirtualClock()
  const inquiry = new DiskInquiry({ clock, limitMs, silent: ['/known'] })
  const asking = inquiry.ask('/nas', never)
  await clock.advance(limitMs)
  assert.equal(await asking, null)
  const asked: string[] = []
  const ask = (path: string) => inquiry.ask(path, async () => asked.push(path))
  await ask('/nas/photos')
  await ask('/known/x')
  await ask('/home')
  assert.deepEqual([asked, inquiry.silent, inquiry.isOver], [['/home'], ['/known', '/nas'], false])
})

test('a vault that does not answer is told by its folder, and a folder inside that not besides', async () => {
  const clock = new VirtualClock()
  const inquiry = new DiskInquiry({ clock, limitMs, silent: ['/nas/photos'] })
  const asking = inquiry.ask('/nas/.mr-vault', never)
  await clock.advance(limitMs)
  await asking
  assert.deepEqual(inquiry.silent, ['/nas'])
})

test('after two that did not answer nobody is asked any more', async () => {
  const clock = new VirtualClock()
  const inquiry = new DiskInquiry({ clock, limitMs, silent: [] })
  for (const path of ['/a', '/b']) {
    const asking = inquiry.ask(path, never)
    await clock.advance(limitMs)
    await asking
  }
  assert.equal(await inquiry.ask('/c', async () => 'there'), null)
  assert.deepEqual([inquiry.silent, inquiry.isOver], [['/a', '/b'], true])
})
