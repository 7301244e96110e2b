import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Fault } from '../../contract/fault.ts'
import { carryJob } from './carry-job.ts'
import { LeftOpen } from './commit/left-open.ts'
import type { Job } from './job.ts'

test('a group without one of its files whose earlier results cannot be looked at is left open, and ends no engine', async () => {
  const bad = new Fault('sums-differ', { subject: '/in/bad' })
  const [out, rest] = ['/in/bad', '/in/good'].map((source) => ({ source, members: [], identity: { sizeBytes: 1 } }))
  const carrying: unknown = {
    batch: {
      traits: { mount: null },
      recipe: { originals: { act: 'move' } },
      record: { watch: null },
      gate: { pass: () => Promise.reject(bad) },
    },
    banks: { stage: { signal: new AbortController().signal } },
    groups: {
      leaveOut: () => ({ out, rest }),
      standsAsBefore: () => Promise.reject(new Fault('too-many-open', { subject: '/out/earlier' })),
    },
    recorder: { record: async () => {} },
  }
  const [job, ending] = await carryJob(out as unknown as Job, carrying as Parameters<typeof carryJob>[1])
  assert.equal(job.source, '/in/good')
  assert.ok(ending.state === 'open' && ending.why instanceof LeftOpen)
  assert.equal(ending.why.fault.code, 'too-many-open')
})
