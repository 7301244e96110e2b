import assert from 'node:assert/strict'
import { test } from 'node:test'
import { bottleneckOf, limitedGate } from './bottleneck.ts'

const file = { batch: 'b', seq: 0, path: '/a', stage: 'image.resize', ms: 5 }
const cpu = (used: number, waiting: number) => ({ name: 'cpu', used, limit: 8, waiting })
const told = (
  shared: { name: string; used: number; limit: number; waiting: number }[],
  stages = [{ stage: 'read', ms: 1 }],
) => ({
  waiting: [],
  slow: [],
  eventLoopDelayMs: { p50: 1, p99: 2, max: 3 },
  shared,
  stages,
  inHand: [file],
})

test('files that wait for a busy processor are held back by it', () => {
  assert.equal(bottleneckOf(told([cpu(8, 16)]), false), 'cpu')
  assert.equal(
    bottleneckOf(told([cpu(7, 0), { name: 'memoryMb', used: 900, limit: 1000, waiting: 3 }]), false),
    'memory',
  )
  assert.equal(limitedGate('cpu'), 'transform')
})

test('a disk that takes nothing comes before everything else', () => {
  assert.equal(bottleneckOf(told([cpu(8, 16)]), true), 'held')
})

test('where most of the time goes to reading or writing, the disk is the slowest', () => {
  const time = (read: number, write: number) => [
    { stage: 'read', ms: read },
    { stage: 'write', ms: write },
    { stage: 'image.resize', ms: 30 },
  ]
  assert.equal(bottleneckOf(told([cpu(2, 0)], time(60, 10)), false), 'read')
  assert.equal(bottleneckOf(told([cpu(2, 0)], time(10, 60)), false), 'write')
  assert.equal(bottleneckOf(told([cpu(2, 0)], time(30, 30)), false), 'nothing')
  assert.equal(bottleneckOf({ ...told([cpu(8, 16)]), inHand: [] }, false), 'idle')
})
