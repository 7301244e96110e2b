import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { EndedRow } from '../../contract/event.ts'
import { Fault, type FaultCode } from '../../contract/fault.ts'
import { systemClock } from '../async/clock.ts'
import { Tally } from './tally.ts'

function ended(seq: number, code: FaultCode): EndedRow {
  const path = `/photos/${seq}.jpg`
  const fault = new Fault(code, { subject: path }).toWire()
  return { seq, path, state: 'failed', reused: false, outputs: [], fault, ms: 1 }
}

const batch = { id: 'b', recipe: 'r', out: '/out', reason: '', held: null, startedMs: 0, watch: null } as const

test('what failed is ended, and saved nothing', () => {
  const tally = new Tally(systemClock)
  for (let nth = 0; nth < 2; nth++) tally.found(10)
  tally.ended({ ...ended(0, 'file-truncated'), state: 'done', fault: null }, 10)
  tally.ended(ended(1, 'file-truncated'), 5000)
  assert.deepEqual([tally.counts.endedBytes, tally.counts.doneBytes], [5010, 10])
})

test('the last file a worker crashed on is told, with how many there were; other failures are not among them', () => {
  const tally = new Tally(systemClock)
  for (let nth = 0; nth < 4; nth++) tally.found(10)
  const crashed = () => tally.snapshot({ ...batch, state: 'running' }).crashed
  tally.ended(ended(0, 'file-truncated'), 10)
  assert.equal(crashed(), undefined)
  tally.ended(ended(1, 'worker-crashed'), 10)
  tally.ended(ended(2, 'worker-crashed'), 10)
  tally.ended(ended(3, 'file-truncated'), 10)
  assert.deepEqual(crashed(), { seq: 2, path: '/photos/2.jpg', files: 2 })
})
