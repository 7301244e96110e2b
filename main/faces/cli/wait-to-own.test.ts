import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Fault } from '../../../contract/fault.ts'
import { VirtualClock } from '../../async/virtual-clock.ts'
import { waitToOwn } from './wait-to-own.ts'

const { signal } = new AbortController()
const busy = () => new Fault('state-busy', { subject: '/state' })

test('an engine that another process has is waited for a whole minute, however the pauses fall, and that is told once', async () => {
  for (let seed = 0; seed < 20; seed++) {
    const clock = new VirtualClock({ seed })
    const told: number[] = []
    let rejectedMs = 0
    const waiting = waitToOwn(() => Promise.reject(busy()), {
      signal,
      clock,
      onWait: () => told.push(clock.monotonicMs()),
    })
    const ended = waiting.catch((error: unknown) => {
      rejectedMs = clock.monotonicMs()
      return error
    })
    await clock.advance(70_000)
    assert.equal(Fault.from(await ended, '').code, 'state-busy')
    assert.ok(rejectedMs >= 60_000 && rejectedMs <= 62_000, `seed ${seed}: ${rejectedMs} ms`)
    assert.deepEqual(told, [0])
  }
})

test('it is had as soon as the other process lets go, and what else goes wrong is not waited for', async () => {
  const clock = new VirtualClock()
  const own = async () => {
    if (clock.monotonicMs() < 58_000) throw busy()
    return 'owned'
  }
  const waiting = waitToOwn(own, { signal, clock, onWait: () => {} })
  await clock.advance(61_000)
  assert.equal(await waiting, 'owned')
  const wrong = waitToOwn(() => Promise.reject(new Fault('settings-wrong', { subject: 'x' })), {
    signal,
    clock,
    onWait: () => assert.fail(),
  })
  await assert.rejects(wrong, { code: 'settings-wrong' })
})
