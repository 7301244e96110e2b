import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isOfWorker } from '../../io/paths.ts'
import type { BatchContext } from '../batch-context.ts'
import { nextAttempt, seqOfAttempt } from './attempt-name.ts'
import type { Job } from '../job.ts'

test('a name tells its job, and whether a worker wrote the file', () => {
  const batch = { record: { token: 'a1' }, parts: { nextTag: () => '0w9' } } as BatchContext
  const attempt = nextAttempt({ seq: 12_345 } as Job, batch)
  assert.equal(seqOfAttempt(`${attempt}w.0`, 'a1'), 12_345)
  assert.deepEqual(
    ['photo.jpg', attempt.replace('a1', 'b2')].map((name) => seqOfAttempt(name, 'a1')),
    [-1, -1],
  )
  assert.deepEqual([`${attempt}w.12`, `${attempt}w`, attempt].map(isOfWorker), [true, false, false])
})
