import assert from 'node:assert/strict'
import { test } from 'node:test'
import { watchRules } from '../../../contract/watch-rules.ts'
import { VirtualClock } from '../../async/virtual-clock.ts'
import { WatchHours } from './watch-hours.ts'
import type { WatchRecord } from './watch-record.ts'

const hourMs = 3_600_000
/** Nine in the evening here, on a Friday. */
const evening = new Date(2026, 0, 2, 21).getTime()
const night = { from: '22:00', to: '06:00', days: [5] }

function begun(part: Partial<Pick<WatchRecord, 'paused' | 'pausedUntilMs'>>, schedule: typeof night | null = null) {
  const clock = new VirtualClock({ epochMs: evening })
  const rules = watchRules().parse({ folder: '/in', recipe: 'copy', out: '/out', schedule })
  const record = { paused: false, pausedUntilMs: null, ...part, rules } as WatchRecord
  const told: WatchHours['held'][] = []
  const hours = new WatchHours(record, { clock, onTurn: () => told.push(hours.held) })
  hours.begin()
  return { clock, hours, told }
}

test('the hours open and close to the minute', async () => {
  const { clock, told } = begun({}, night)
  await clock.advance(hourMs - 1)
  assert.equal(told.at(-1), 'out-of-hours')
  await clock.advance(1)
  assert.equal(told.at(-1), null)
  await clock.advance(8 * hourMs)
  assert.equal(told.at(-1), 'out-of-hours')
})

test('hours that begin while the machine sleeps, or by setting its clock, are noticed within a minute', async () => {
  const { clock, told } = begun({}, night)
  await clock.advance(1_000)
  clock.jumpWallClock(2 * hourMs)
  await clock.advance(60_000)
  assert.equal(told.at(-1), null)
  clock.jumpWallClock(-2 * hourMs)
  await clock.advance(60_000)
  assert.equal(told.at(-1), 'out-of-hours')
})

test('a pause that ends while the machine sleeps is over within a minute of waking', async () => {
  const { clock, told } = begun({ paused: true, pausedUntilMs: evening + 8 * hourMs })
  await clock.advance(1_000)
  assert.equal(told.at(-1), 'paused')
  clock.jumpWallClock(8 * hourMs)
  await clock.advance(60_000)
  assert.deepEqual([told.at(-1), clock.pendingTimers], [null, 0])
})

test('nothing is waited for without hours, nor after the end', async () => {
  assert.equal(begun({ paused: true }).clock.pendingTimers, 0)
  const { clock, hours } = begun({}, night)
  hours[Symbol.dispose]()
  assert.equal(clock.pendingTimers, 0)
})
