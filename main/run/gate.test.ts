import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Fault } from '../../contract/fault.ts'
import { VirtualClock } from '../async/virtual-clock.ts'
import { Gate } from './gate.ts'

const full = new Fault('disk-full', { subject: '/out' })

/** A gate before a disk with so much room, that counts how often it is looked at. */
function closedGate({ freeBytes = 0, waitMs = null as number | null } = {}) {
  const clock = new VirtualClock()
  const disk = { freeBytes, looks: 0 }
  const freeNow = async () => {
    disk.looks++
    return disk.freeBytes
  }
  const gate = new Gate({ clock, freeBytes: freeNow, waitMs })
  gate.close(full)
  const stop = new AbortController()
  const pass = (neededBytes: number) => gate.pass(neededBytes, { signal: stop.signal })
  return { gate, clock, disk, stop, pass }
}

test('however many jobs wait, the disk is looked at once a second', async () => {
  const { clock, disk, pass, gate } = closedGate()
  const passing = Array.from({ length: 500 }, () => pass(10))
  await clock.advance(5_000)
  assert.ok(disk.looks <= 6, `it was looked at ${disk.looks} times`)
  disk.freeBytes = 100
  await clock.advance(1_000)
  await Promise.all(passing)
  assert.equal(gate.reason, null)
})

test('a job waits for the room it needs itself', async () => {
  const { clock, disk, pass } = closedGate({ freeBytes: 50 })
  const passed: string[] = []
  const large = pass(60).then(() => passed.push('large'))
  await clock.advance(3_000)
  assert.deepEqual(passed, [])
  disk.freeBytes = 61
  await clock.advance(1_000)
  await large
})

test('a job that may wait no longer fails for what had closed the gate, and one that is stopped for that', async () => {
  const { clock, pass } = closedGate({ waitMs: 2_000 })
  const failing = assert.rejects(pass(10), full)
  await clock.advance(3_000)
  await failing
  const other = closedGate()
  const stopping = assert.rejects(other.pass(10), { name: 'AbortError' })
  await other.clock.advance(500)
  other.stop.abort()
  await stopping
})

test('a disk that has bytes free and takes no file is waited for as long as may be in all, until one is saved', async () => {
  const { gate, clock, pass } = closedGate({ freeBytes: 100, waitMs: 5_000 })
  const waits: boolean[] = []
  for (let second = 0; second < 5; second++) {
    const passing = pass(10)
    await clock.advance(1_000)
    await passing
    gate.close(full)
    waits.push(gate.isWaitedFor)
  }
  assert.deepEqual(waits, [true, true, true, true, false])
  gate.noteSaved()
  await clock.advance(1_000)
  await pass(10)
  gate.close(full)
  assert.equal(gate.isWaitedFor, true)
})
