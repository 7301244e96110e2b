import assert from 'node:assert/strict'
import { test } from 'node:test'
import { WeightedSemaphore } from '../async/semaphore.ts'
import { VirtualClock } from '../async/virtual-clock.ts'
import type { BatchContext } from './batch-context.ts'
import { budgetsOf, claimsOf, copiesMost } from './claims.ts'
import type { Job } from './job.ts'

const { signal } = new AbortController()

function copyIn(id: string, sizeBytes: number): Record<string, number> {
  const batch = { record: { id }, course: { shared: [], branches: [{ own: [] }] } }
  return claimsOf({ identity: { sizeBytes } } as Job, batch as unknown as BatchContext)
}

test('however many files one batch copies to a slow disk, another copies its own', async () => {
  const budgets = budgetsOf({ cores: 2, memoryMb: 1024, pace: 'full' })
  const permits = new WeightedSemaphore({ budgets, defaultBudget: copiesMost, clock: new VirtualClock() })
  const stop = new AbortController()
  const slow = Array.from({ length: copiesMost * 2 }, () =>
    permits.acquire(copyIn('slow', 1000), { signal: stop.signal, who: 'slow' }),
  )
  using permit = await permits.acquire(copyIn('other', 1000), { signal, who: 'other' })
  assert.ok(permit)
  assert.deepEqual([permits.held().length, permits.waiting().length], [copiesMost + 1, copiesMost])
  stop.abort()
  await Promise.allSettled(slow)
})

test('a large file takes as many permits as keep two of them going at a time', () => {
  const [large, small] = [5 << 20, 5 << 10].map((sizeBytes) => Object.values(copyIn('one', sizeBytes)))
  assert.deepEqual([large, small], [[copiesMost / 2], [1]])
})
