import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { EndedRow } from '../../../contract/event.ts'
import { Fault, type FaultCode } from '../../../contract/fault.ts'
import { systemClock } from '../../async/clock.ts'
import { VirtualClock } from '../../async/virtual-clock.ts'
import type { Job } from '../job.ts'
import { Tally } from './tally.ts'

function ended(seq: number, code: FaultCode): EndedRow {
  const path = `/photos/${seq}.jpg`
  const fault = new Fault(code, { subject: path }).toWire()
  return { seq, path, state: 'failed', reused: false, outputs: [], fault, ms: 1 }
}

const batch = {
  id: 'b',
  recipe: 'r',
  out: '/out',
  reason: '',
  held: null,
  startedMs: 0,
  restedMs: 0,
  watch: null,
} as const

test('what failed is ended, and saved nothing', () => {
  const tally = new Tally(systemClock)
  for (let nth = 0; nth < 2; nth++) tally.found(10)
  tally.ended({ ...ended(0, 'file-truncated'), state: 'done', fault: null }, 10)
  tally.ended(ended(1, 'file-truncated'), 5000)
  assert.deepEqual([tally.counts.endedBytes, tally.counts.doneBytes], [5010, 10])
})

test('what a job has waited for others is time of no stage, nor its own', async () => {
  const clock = new VirtualClock()
  const tally = new Tally(clock)
  tally.found(10)
  const job = { seq: 0, source: '/photos/0.jpg', members: [], startedMs: 0 } as unknown as Job
  tally.stage(job, 'image.resize', 0)
  await clock.advance(50)
  tally.stage(job, 'write', 0)
  await clock.advance(100)
  tally.waited(job, 70)
  assert.deepEqual(
    [...tally.stageTimes()],
    [
      ['image.resize', 50],
      ['write', 30],
    ],
  )
  assert.equal(clock.monotonicMs() - job.startedMs, 80)
})

test('what several files became together is counted once', () => {
  const tally = new Tally(systemClock)
  const outputs = [{ path: '/out/list.txt', bytes: 40, sha256: '' }]
  for (let seq = 0; seq < 3; seq++) {
    tally.found(10)
    tally.ended({ ...ended(seq, 'file-empty'), state: 'done', fault: null, outputs }, 10, seq === 0 ? outputs : [])
  }
  assert.deepEqual([tally.counts.results, tally.counts.outputBytes, tally.counts.done], [1, 40, 3])
})

test('a group that failed and is retried waits whole, and may be given up before it begins', () => {
  const tally = new Tally(systemClock)
  const members = [0, 1].map((seq) => ({ seq }))
  for (const _ of members) tally.found(10)
  tally.stage({ seq: 0, source: '/photos/0.jpg', members } as unknown as Job, 'copying', 0)
  for (const { seq } of members) tally.ended(ended(seq, 'file-truncated'), 10)
  for (const _ of members) tally.retaken({ state: 'failed', sizeBytes: 10 })
  for (const { seq } of members) tally.ended({ ...ended(seq, 'file-truncated'), state: 'cancelled' }, 10)
  assert.deepEqual([tally.counts.waiting, tally.counts.running, tally.counts.cancelled], [0, 0, 2])
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

test('a pause is no work: it is told as rest and since when, and what is left takes no longer for it', () => {
  let nowMs = 0
  const tally = new Tally({ ...systemClock, monotonicMs: () => nowMs, nowMs: () => 1e12 + nowMs })
  const told = () => tally.snapshot({ ...batch, state: 'running', restedMs: 500 })
  const stage = (seq: number) => tally.stage({ seq, source: '/x', members: [] } as unknown as Job, 'copying', 1)
  for (let seq = 0; seq < 8; seq++) tally.found(10)
  for (let seq = 0; seq < 3; seq++) stage(seq)
  nowMs = 4_000
  for (let seq = 0; seq < 3; seq++) tally.ended({ ...ended(seq, 'file-empty'), state: 'done', fault: null }, 10)
  const leftMs = told().remainingMs
  stage(3)
  tally.rest()
  assert.equal(told().restedMs, 500, 'a file is still in hand')
  assert.ok(!('restsSinceMs' in told()))
  tally.putBack({ seq: 3, members: [] } as unknown as Job)
  tally.rest()
  nowMs += 60_000
  tally.rest()
  assert.deepEqual([told().restedMs, told().remainingMs], [60_500, leftMs])
  assert.equal(told().restsSinceMs, 1e12 + 4_000)
  tally.work()
  nowMs += 1_000
  assert.equal(told().restedMs, 60_500)
  assert.ok(!('restsSinceMs' in told()))
})

test('how long it takes is not told from a few small files while a large one is to come', () => {
  let nowMs = 0
  const tally = new Tally({ ...systemClock, monotonicMs: () => nowMs })
  const remainingMs = () => tally.snapshot({ ...batch, state: 'running' }).remainingMs
  for (const bytes of [2, 2, 2, 5e6, 3e9]) tally.found(bytes)
  nowMs = 4_000
  const carried = (seq: number, bytes: number): void => {
    tally.stage({ seq, source: '/photos/x.jpg', members: [] } as unknown as Job, 'copying', 1)
    tally.ended({ ...ended(seq, 'file-empty'), state: 'done', fault: null }, bytes)
  }
  for (let seq = 0; seq < 3; seq++) carried(seq, 2)
  assert.equal(remainingMs(), null)
  carried(3, 5e6)
  assert.ok(Number(remainingMs()) > 0)
})

test('what is still being sent is among what is left, and how long that takes nobody can say while nobody sends it', () => {
  let nowMs = 0
  const tally = new Tally({ ...systemClock, monotonicMs: () => nowMs })
  const remainingMs = (closesMs: number | null) => {
    const arriving = { files: 10, bytes: 100, arrived: 3, arrivedBytes: 30, closesMs }
    return tally.snapshot({ ...batch, state: 'running', arriving }).remainingMs
  }
  for (let seq = 0; seq < 3; seq++) {
    tally.found(10)
    tally.stage({ seq, source: '/photos/x.jpg', members: [] } as unknown as Job, 'copying', 1)
  }
  nowMs = 6_000
  for (let seq = 0; seq < 3; seq++) tally.ended({ ...ended(seq, 'file-empty'), state: 'done', fault: null }, 10)
  assert.deepEqual([remainingMs(null), remainingMs(60_000)], [14_000, null])
})

test('what a file waits in the queue is no part of the time it took', () => {
  let nowMs = 10
  const tally = new Tally({ ...systemClock, monotonicMs: () => nowMs })
  const job = { seq: 0, source: '/photos/a.jpg', members: [], startedMs: 10 } as unknown as Job
  tally.found(1)
  nowMs = 5_000
  tally.stage(job, 'read', 0)
  nowMs = 6_000
  tally.stage(job, 'write', 0.5)
  assert.equal(job.startedMs, 5_000)
})

test('how many files were in each part at once is remembered, so that who looks later sees it too', () => {
  const tally = new Tally(systemClock)
  const job = (seq: number) => ({ seq, source: '/x', members: [] }) as unknown as Job
  for (let seq = 0; seq < 3; seq++) tally.found(10)
  for (let seq = 0; seq < 3; seq++) tally.stage(job(seq), seq === 0 ? 'read' : 'image.resize', 0)
  assert.deepEqual(tally.snapshot({ ...batch, state: 'running' }).stages, { read: 1, transform: 2, write: 0 })
  for (let seq = 0; seq < 3; seq++) tally.putBack(job(seq))
  const later = tally.snapshot({ ...batch, state: 'paused' })
  assert.deepEqual(
    [later.stages, later.most],
    [
      { read: 0, transform: 0, write: 0 },
      { read: 1, transform: 2, write: 0 },
    ],
  )
})

test('what has been copied of a large file is told until it has ended, and then it is among what has', () => {
  const tally = new Tally(systemClock)
  const job = { seq: 0, source: '/photos/x.tar', members: [], identity: { sizeBytes: 5e9 } } as unknown as Job
  const copied = () => tally.snapshot({ ...batch, state: 'running' }).copiedBytes
  tally.found(5e9)
  tally.stage(job, 'copy', 0)
  assert.equal(copied(), undefined)
  tally.stage(job, 'copy', 0.5)
  tally.stage(job, 'write', 0)
  assert.equal(copied(), 2.5e9)
  tally.ended({ ...ended(0, 'file-empty'), state: 'done', fault: null }, 5e9)
  assert.deepEqual([copied(), tally.counts.endedBytes], [undefined, 5e9])
})
