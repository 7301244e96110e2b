import assert from 'node:assert/strict'
import { test } from 'node:test'
import { watchRules } from '../../../contract/watch-rules.ts'
import type { WatchRecord } from './watch-record.ts'
import { stoppedStatus } from './watch-status.ts'

test('until when a watch is paused is said as its hours are written, of which there are 24', () => {
  const rules = watchRules().parse({ folder: '/in', recipe: 'copy', out: '/out' })
  const told = [
    [3, 10],
    [15, 5],
    [0, 0],
  ].map(([hour, minute]) => {
    const pausedUntilMs = new Date(2026, 11, 1, hour, minute).getTime()
    return stoppedStatus({ paused: true, pausedUntilMs, addedMs: 0, rules } as WatchRecord).reason
  })
  assert.deepEqual(told, [
    'Paused until 2026-12-01 03:10.',
    'Paused until 2026-12-01 15:05.',
    'Paused until 2026-12-01 00:00.',
  ])
})
