import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Fault } from '../../../contract/fault.ts'
import { VirtualClock } from '../../async/virtual-clock.ts'
import type { BatchContext } from '../batch-context.ts'
import type { Job } from '../job.ts'
import { Gate } from '../gate.ts'
import { persist } from './persist.ts'
import type { Banks } from '../river.ts'

/** A job that comes no further than the gate, where each try meets the next of the faults. */
function stopped(
  faults: Fault[],
  io = {},
  { random, mount = null }: { random?: () => number; mount?: string | null } = {},
) {
  const clock = new VirtualClock()
  if (random) clock.random = random
  const stop = new AbortController()
  const pass = async (): Promise<void> => {
    throw faults.length > 1 ? faults.shift() : faults[0]
  }
  const traits = { mount }
  const record = { watch: null, outRoot: '/out' }
  const batch = {
    gate: { reason: faults[0], pass, noteMissed: () => {}, noteSaved: () => {} },
    parts: { clock, io },
    traits,
    record,
    places: { forgetGone: () => false },
    course: { gathering: null },
    stopNow: new AbortController().signal,
  }
  const banks = { stage: { signal: stop.signal } }
  const job = { source: '/in/a.txt', identity: { sizeBytes: 1 }, members: [] }
  const ending = persist(job as unknown as Job, batch as unknown as BatchContext, banks as unknown as Banks)
  return { clock, stop, ending }
}

test('a job that is stopped while it waits to be tried again ends at once', async () => {
  const { clock, stop, ending } = stopped([new Fault('file-busy', { subject: 'a', retryAfterMs: 3_600_000 })])
  await clock.advance(1_000)
  assert.equal(clock.pendingTimers, 1)
  stop.abort()
  assert.deepEqual(await ending, { state: 'cancelled' })
  assert.equal(clock.pendingTimers, 0)
})

test('a job whose source cannot be looked at again fails for what had stopped it', async () => {
  const call = async (): Promise<never> => {
    throw new Fault('bug', { subject: 'an io thread' })
  }
  const { ending } = stopped([new Fault('original-changed', { subject: 'a' })], { call })
  const ended = await ending
  assert.deepEqual(ended.state === 'failed' && ended.fault.code, 'original-changed')
})

test('a program that took too long is not waited for once more', async () => {
  const { clock, ending } = stopped([new Fault('timed-out', { subject: '/in/a.txt' })])
  const ended = await ending
  assert.deepEqual(ended.state === 'failed' && ended.fault.code, 'timed-out')
  assert.equal(clock.monotonicMs(), 0)
})

test('what only passes is left a while before each try, whatever chance says', async () => {
  const { clock, ending } = stopped([new Fault('file-busy', { subject: '/in/a.txt' })], {}, { random: () => 0 })
  await clock.advance(250)
  assert.equal(clock.pendingTimers, 1, 'two pauses of 100 ms are over, and a third is not')
  await clock.advance(50)
  assert.equal((await ending).state, 'failed')
})

test('a full or absent disk that the results are not on is tried again a few times, and the gate stays open', async () => {
  for (const code of ['disk-full', 'volume-gone', 'read-only'] as const) {
    const { clock, ending } = stopped([new Fault(code, { subject: '/in/a.txt' })])
    for (let second = 0; second < 10; second++) await clock.advance(5_000)
    const ended = await ending
    assert.deepEqual(ended.state === 'failed' && ended.fault.code, code)
  }
})

test('a name that a disk says is missing is tried a few times and refused, and the disk is not waited for while it is there', async () => {
  const call = async () => false
  for (const [subject, code] of [
    ['/out/a?.txt', 'name-refused'],
    ['/out/a.txt', 'file-missing'],
  ] as const) {
    const { clock, ending } = stopped([new Fault('file-missing', { subject })], { call }, { mount: '/out' })
    for (let second = 0; second < 10; second++) await clock.advance(5_000)
    const ended = await ending
    assert.deepEqual(ended.state === 'failed' && [ended.fault.code, ended.fault.subject], [code, subject])
  }
})

test('a job waits for a full disk as long as it may, and then fails for that', async () => {
  const clock = new VirtualClock()
  const gate = new Gate({ clock, freeBytes: async () => 0, waitMs: 3_000 })
  const full = new Fault('disk-full', { subject: '/out/a.txt' })
  gate.close(full)
  const batch = { gate, parts: { clock }, traits: { mount: null }, record: { watch: null, outRoot: '/out' } }
  const held: number[] = []
  const stage = { signal: new AbortController().signal, onHeld: () => held.push(clock.monotonicMs()) }
  const job = { source: '/in/a.txt', identity: { sizeBytes: 1 }, members: [] }
  const ending = persist(job as unknown as Job, batch as unknown as BatchContext, { stage } as unknown as Banks)
  for (let second = 0; second < 5; second++) await clock.advance(1_000)
  assert.deepEqual(await ending, { state: 'failed', fault: full })
  assert.deepEqual(held, [])
})
