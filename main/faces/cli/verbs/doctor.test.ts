import assert from 'node:assert/strict'
import { test } from 'node:test'
import { doctorLines } from './doctor.ts'

test('who waits in a running engine is told with how long it has, and what is slow with how long it takes', () => {
  const nowMs = Date.UTC(2026, 0, 2)
  const workings = {
    waiting: [{ what: 'copies 1', holder: '/in/a.bin', sinceMs: nowMs - 12_000 }],
    slow: [{ what: 'publish: /nas/a', ms: 61_000 }],
    eventLoopDelayMs: { p50: 1, p99: 2, max: 3 },
  }
  const setup = { tools: {}, volumes: [], versions: {}, vault: { files: 0, bytes: 0, notice: '' }, cores: 2 }
  const rest = {
    memory: { freeBytes: 1, totalBytes: 2 },
    openFileLimit: null,
    millrace: '1',
    stateFolder: '/s',
    state: 'usable',
    journal: 'empty',
    settings: 'readable',
  }
  const engine = { state: 'running', notice: '' }
  const found = { ...setup, ...rest, engine, workings } as unknown as Parameters<typeof doctorLines>[0]
  assert.deepEqual(doctorLines(found, nowMs).slice(-3), [
    '1 wait and 1 slow operation now.',
    '  /in/a.bin has waited 12 s for copies 1',
    '  publish: /nas/a takes 1 min 1 s so far',
  ])
})
