import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { EngineEvent } from '../../../contract/event.ts'
import { Fault } from '../../../contract/fault.ts'
import { systemClock } from '../../async/clock.ts'
import type { Announcer } from './announcer.ts'
import type { BatchContext } from '../batch-context.ts'
import type { Job } from '../job.ts'
import { Recorder } from './recorder.ts'
import { Tally } from './tally.ts'

const batch = { parts: { journal: { call: async () => [] }, clock: systemClock }, record: { n: 1, id: 'b' } }
const list = { path: '/out/list.txt', bytes: 40, sha256: '' }

test('what several files became together is told of each of them, and counted once', async () => {
  const tally = new Tally(systemClock)
  const told: EngineEvent[] = []
  const announcer = { tell: (event: EngineEvent) => told.push(event) } as unknown as Announcer
  const recorder = new Recorder(batch as unknown as BatchContext, tally, announcer)
  const files = [0, 1, 2].map((seq) => ({ seq, source: `/in/${seq}`, identity: { sizeBytes: 10 }, startedMs: 0 }))
  for (const { identity } of files) tally.found(identity.sizeBytes)
  const [leader] = files
  const group = { ...leader, members: files } as unknown as Job
  await recorder.record(group, { state: 'done', reused: false, outputs: [list] } as never)
  recorder.tellRows()
  const { done, results, outputBytes } = tally.counts
  assert.deepEqual([done, results, outputBytes], [3, 1, 40])
  const rows = told.flatMap((event) => (event.type === 'ended' ? event.rows : []))
  assert.deepEqual(
    rows.map(({ path, outputs }) => [path, outputs.length]),
    [
      ['/in/0', 1],
      ['/in/1', 1],
      ['/in/2', 1],
    ],
  )
})

test('a file that is given up took as long as it was worked on, and no time where it only waited', async () => {
  let nowMs = 0
  const clock = { ...systemClock, monotonicMs: () => nowMs }
  const tally = new Tally(clock)
  const told: EngineEvent[] = []
  const announcer = { tell: (event: EngineEvent) => told.push(event) } as unknown as Announcer
  const parts = { ...batch.parts, clock }
  const recorder = new Recorder({ ...batch, parts } as unknown as BatchContext, tally, announcer)
  const [waited, worked] = [0, 1].map((seq) => {
    tally.found(10)
    return { seq, source: `/in/${seq}`, identity: { sizeBytes: 10 }, startedMs: 0, members: [], targets: [] }
  }) as unknown as [Job, Job]
  nowMs = 5_000
  tally.stage(worked, 'read', 0)
  nowMs = 5_200
  for (const job of [waited, worked])
    await recorder.record(job, { state: 'failed', fault: new Fault('file-empty', { subject: job.source }) })
  recorder.tellRows()
  const rows = told.flatMap((event) => (event.type === 'ended' ? event.rows : []))
  assert.deepEqual(
    rows.map(({ ms }) => ms),
    [0, 200],
  )
})
