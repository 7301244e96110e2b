import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { EngineEvent } from '../../contract/event.ts'
import { systemClock } from '../async/clock.ts'
import type { Announcer } from './announcer.ts'
import type { BatchContext } from './batch-context.ts'
import type { Job } from './job.ts'
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
