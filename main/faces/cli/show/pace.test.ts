import assert from 'node:assert/strict'
import { test } from 'node:test'
import { snapshotOf } from '../testing/scripted-engine.ts'
import { Pace } from './pace.ts'

const at = (endedBytes: number, remainingMs: number | null) => snapshotOf({ counts: { endedBytes }, remainingMs })

test('the rate is that of the last five seconds', () => {
  const pace = new Pace()
  pace.take(at(0, null), 0)
  assert.equal(pace.bytesPerSecond, null)
  for (let second = 1; second <= 20; second++) pace.take(at(second <= 10 ? second * 100 : 1000, null), second * 1000)
  assert.equal(pace.bytesPerSecond, 0)
  pace.take(at(1500, null), 21_000)
  assert.equal(pace.bytesPerSecond, 100)
})

test('an estimate waits three seconds, counts down, and moves only when it is off by a tenth', () => {
  const pace = new Pace()
  pace.take(at(0, 100_000), 0)
  pace.take(at(0, 100_000), 2900)
  assert.equal(pace.remainingMs(2900), null)
  pace.take(at(0, 100_000), 3000)
  assert.equal(pace.remainingMs(4000), 99_000)
  pace.take(at(0, 95_000), 5500)
  assert.equal(pace.remainingMs(6000), 97_000)
  pace.take(at(0, 50_000), 8000)
  assert.equal(pace.remainingMs(8000), 50_000)
  pace.take(at(0, null), 9000)
  assert.equal(pace.remainingMs(9000), null)
})
