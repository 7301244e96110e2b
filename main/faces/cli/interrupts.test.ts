import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Interrupts, type StopRequest } from './interrupts.ts'

test('a request that nobody took is told to the next who takes requests, once', () => {
  let nowMs = 0
  const interrupts = new Interrupts({ nowMs: () => (nowMs += 1_000), leave: () => {} })
  const told: [number, StopRequest][] = []
  const tell = (nth: number, request: StopRequest) => void told.push([nth, request])
  interrupts.request('terminate')
  assert.equal(interrupts.signal.aborted, true)
  for (let taker = 0; taker < 2; taker++) {
    using _ = interrupts.take(tell)
  }
  assert.deepEqual(told, [[1, 'terminate']])
  using _ = interrupts.take(tell)
  interrupts.request('interrupt')
  assert.deepEqual(told[1], [2, 'interrupt'])
})

test('who asks a third time while nothing takes requests leaves at once', () => {
  let nowMs = 0
  const left: number[] = []
  const interrupts = new Interrupts({ nowMs: () => (nowMs += 1_000), leave: (code) => void left.push(code) })
  for (let nth = 1; nth < 3; nth++) interrupts.request('interrupt')
  assert.deepEqual(left, [])
  interrupts.request('terminate')
  assert.deepEqual(left, [130])
  using _ = interrupts.take(() => {})
  interrupts.request('interrupt')
  assert.deepEqual(left, [130])
})
