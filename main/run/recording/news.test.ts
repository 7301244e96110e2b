import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { BatchSnapshot } from '../../../contract/event.ts'
import { VirtualClock } from '../../async/virtual-clock.ts'
import type { Announcer } from './announcer.ts'
import { News } from './news.ts'
import { Tally } from './tally.ts'

const everyMs = 100
const snapshot = (running: number, more: Partial<BatchSnapshot> = {}) =>
  ({ state: 'paused', counts: { running, done: 1 }, ...more }) as BatchSnapshot

/** What is told while the snapshots of some time are handed over, ten a second. */
function newsroom() {
  const clock = new VirtualClock()
  let told = 0
  const announcer = { tell: () => told++ } as unknown as Announcer
  const news = new News(clock, { announcer, tally: new Tally(clock) })
  const toldIn = async (ms: number, of: () => BatchSnapshot): Promise<number> => {
    told = 0
    for (let at = 0; at < ms; at += everyMs) {
      news.tell(of())
      await clock.advance(everyMs)
    }
    return told
  }
  return { clock, toldIn }
}

test('of a batch that rests what is new is told at once, and the same again ever more rarely', async () => {
  const { clock, toldIn } = newsroom()
  const resting = () => snapshot(0, { restedMs: clock.monotonicMs() })
  const idle = () => snapshot(0, { state: 'running' })
  assert.equal(await toldIn(everyMs, resting), 1)
  assert.equal(await toldIn(8_000, resting), 3)
  assert.equal(await toldIn(3_600_000, resting), 8)
  assert.equal(await toldIn(everyMs, idle), 1)
  assert.equal(await toldIn(8_000, idle), 3)
})

test('while files are in hand every snapshot is told', async () => {
  assert.equal(await newsroom().toldIn(1_000, () => snapshot(2)), 10)
})
