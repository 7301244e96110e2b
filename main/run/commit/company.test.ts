import assert from 'node:assert/strict'
import { test } from 'node:test'
import { VirtualClock } from '../../async/virtual-clock.ts'
import { Company } from './company.ts'

test('a finished job waits for others as long as it took, and neither for a moment only nor for long', async () => {
  const clock = new VirtualClock()
  const company = new Company(clock, () => {})
  const startedMs = clock.monotonicMs()
  const waits: number[] = []
  for (const ms of [1, 79, 9_920]) {
    await clock.advance(ms)
    waits.push(company.waitMsOf({ startedMs }))
  }
  assert.deepEqual(waits, [5, 80, 150])
})

test('nobody is waited for any more once the last that is coming has come or given up, each of them once', () => {
  let told = 0
  const company = new Company(new VirtualClock(), () => told++)
  const [first, second] = [company.expect(), company.expect()]
  first[Symbol.dispose]()
  first[Symbol.dispose]()
  assert.equal(told, 0)
  second[Symbol.dispose]()
  assert.equal(told, 1)
  company.expect()[Symbol.dispose]()
  assert.equal(told, 2)
})
