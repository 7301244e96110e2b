import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { BatchSnapshot } from '../../contract/event.ts'
import { type BatchState, emptyCounts } from '../../contract/job.ts'
import type { News } from '../link/link.ts'
import { emptyMirror, hear, type Heard, type Mirror } from './mirror.ts'

interface Figures {
  state: BatchState
  done: number
  total: number
  remainingMs: number | null
}

function snapshot(
  batchId: string,
  { state = 'running', done = 0, total = 100, remainingMs = null }: Partial<Figures> = {},
): BatchSnapshot {
  const counts = {
    ...emptyCounts(),
    total,
    done,
    waiting: total - done,
    endedBytes: done * 3000,
    doneBytes: done * 1000,
  }
  return {
    batchId,
    recipe: 'r',
    out: '/out',
    state,
    reason: '',
    counts,
    held: null,
    running: [],
    stages: { read: 0, transform: 0, write: 0 },
    slowest: null,
    startedMs: 0,
    remainingMs,
  }
}

const batch = (one: BatchSnapshot): News => ({ type: 'event', event: { type: 'batch', batch: one } })
const replay = (heard: Heard[]): Mirror => heard.reduce(hear, emptyMirror)

test('the same list of news makes the same mirror, however often it is replayed', () => {
  const heard: Heard[] = [
    { news: { type: 'connection', connection: { state: 'open', sinceMs: 1, awayMs: null } }, atMs: 1 },
    { news: { type: 'afresh', batches: [snapshot('a')] }, atMs: 2 },
    { news: batch(snapshot('a', { done: 5 })), atMs: 600 },
    { news: { type: 'event', event: { type: 'notice', level: 'warn', message: 'x' } }, atMs: 700 },
    {
      news: { type: 'event', event: { type: 'finished', batch: snapshot('a', { state: 'finished', done: 100 }) } },
      atMs: 900,
    },
  ]
  assert.deepEqual(replay(heard), replay(heard))
  assert.equal(replay(heard).batches.get('a')?.endedMs, 900)
})

test('what did not change stays the same object', () => {
  const before = replay([{ news: { type: 'afresh', batches: [snapshot('a'), snapshot('b')] }, atMs: 0 }])
  const after = hear(before, { news: batch(snapshot('a', { done: 1 })), atMs: 100 })
  assert.equal(after.batches.get('b'), before.batches.get('b'))
  assert.equal(after.notices, before.notices)
})

test('rows are known to be old when the counters moved, and only then', () => {
  const steps = [snapshot('a'), snapshot('a'), snapshot('a', { done: 1 }), snapshot('a', { done: 1 })]
  const versions: (number | undefined)[] = []
  let mirror = emptyMirror
  for (const [nth, one] of steps.entries()) {
    mirror = hear(mirror, { news: batch(one), atMs: nth * 100 })
    versions.push(mirror.batches.get('a')?.version)
  }
  assert.deepEqual(versions, [0, 0, 1, 1])
})

test('printed figures change twice a second, and at once when the state does', () => {
  let mirror = replay([{ news: batch(snapshot('a')), atMs: 0 }])
  const printed = () => mirror.batches.get('a')?.figures.snapshot.counts.done
  const tell = (one: BatchSnapshot, atMs: number) => (mirror = hear(mirror, { news: batch(one), atMs }))
  tell(snapshot('a', { done: 10 }), 100)
  assert.equal(printed(), 0)
  tell(snapshot('a', { done: 20 }), 500)
  assert.equal(printed(), 20)
  tell(snapshot('a', { done: 30, state: 'paused' }), 550)
  assert.equal(printed(), 30)
  tell(snapshot('a', { done: 100, state: 'finished' }), 560)
  tell(snapshot('a', { done: 0, state: 'finished' }), 570)
  assert.equal(printed(), 0, 'of a batch that is over nothing newer may come')
})

test('the time left waits three seconds, and moves only when it moved by a tenth', () => {
  const left: (number | null | undefined)[] = []
  let mirror = emptyMirror
  const guesses = [60_000, 60_000, 58_000, 50_000, 49_500, 20_000]
  for (const [nth, remainingMs] of guesses.entries()) {
    mirror = hear(mirror, { news: batch(snapshot('a', { done: nth, remainingMs })), atMs: nth * 2000 })
    left.push(mirror.batches.get('a')?.figures.leftMs)
  }
  assert.deepEqual(left, [null, null, 58_000, 50_000, 50_000, 20_000])
})

test('the bar does not go back while files are still being found', () => {
  let mirror = replay([{ news: batch(snapshot('a', { state: 'counting', done: 50, total: 100 })), atMs: 0 }])
  mirror = hear(mirror, { news: batch(snapshot('a', { state: 'counting', done: 60, total: 1000 })), atMs: 1000 })
  assert.equal(mirror.batches.get('a')?.figures.fraction, 0.5)
})

test('the speed is that of the last ten seconds, in bytes of what is done and not of what was passed over', () => {
  let mirror = emptyMirror
  for (let second = 0; second <= 30; second++) {
    const done = second <= 15 ? second : 15 + (second - 15) * 4
    mirror = hear(mirror, { news: batch(snapshot('a', { done })), atMs: second * 1000 })
  }
  const figures = mirror.batches.get('a')?.figures
  assert.equal(figures?.filesPerS, 4)
  assert.equal(figures?.bytesPerS, 4000)
})

test('of files that take longer than ten seconds the speed is that of the last minute, and does not fall to nothing between them', () => {
  let mirror = emptyMirror
  for (let second = 0; second <= 59; second++)
    mirror = hear(mirror, { news: batch(snapshot('a', { done: Math.floor(second / 20) })), atMs: second * 1000 })
  assert.equal(mirror.batches.get('a')?.figures.filesPerS, 2 / 59)
})

test('of files that take five minutes the speed is that of the last few, and stays between them', () => {
  let mirror = emptyMirror
  const speeds: number[] = []
  for (let second = 0; second <= 1_800; second++) {
    mirror = hear(mirror, { news: batch(snapshot('a', { done: Math.floor(second / 300) })), atMs: second * 1000 })
    if (second >= 1_200) speeds.push((mirror.batches.get('a')?.figures.filesPerS ?? 0) * 3600)
  }
  assert.ok(
    Math.min(...speeds) > 8 && Math.max(...speeds) <= 12,
    `${Math.min(...speeds)} to ${Math.max(...speeds)} an hour`,
  )
  assert.ok((mirror.batches.get('a')?.figures.curve.length ?? 99) < 60, 'the curve is of the last minute')
})

test('where files that are done in no time are followed by one that takes long, the speed falls and does not rise again', () => {
  let mirror = emptyMirror
  const speeds: number[] = []
  for (let second = 0; second <= 50; second++) {
    mirror = hear(mirror, { news: batch(snapshot('a', { done: Math.min(second, 30) * 100 })), atMs: second * 1000 })
    if (second >= 30) speeds.push(mirror.batches.get('a')?.figures.filesPerS ?? 0)
  }
  assert.deepEqual(
    speeds,
    speeds.toSorted((a, b) => b - a),
  )
  assert.ok((speeds.at(-1) ?? 0) < 10)
})

test('a pause is no part of the speed after it, however long files take', () => {
  let mirror = emptyMirror
  const speed = () => mirror.batches.get('a')?.figures.filesPerS
  const at = (second: number, of: Partial<Parameters<typeof snapshot>[1]> = {}) =>
    (mirror = hear(mirror, { news: batch(snapshot('a', of)), atMs: second * 1000 }))
  for (let second = 0; second <= 40; second++) at(second, { done: Math.floor(second / 20) })
  at(40.5, { done: 2, state: 'paused' })
  const before = speed()
  at(300, { done: 2, state: 'paused' })
  at(640.5, { done: 2 })
  assert.equal(before, 2 / 40)
  assert.equal(speed(), 2 / 40)
})

test('a year of batches takes no more room than the last few', () => {
  let mirror = emptyMirror
  for (let nth = 0; nth < 500; nth++)
    mirror = hear(mirror, { news: batch(snapshot(`b${nth}`, { state: 'finished' })), atMs: nth })
  assert.ok(mirror.batches.size <= 21)
  assert.ok(mirror.batches.has('b499'))
})

test('after a break without resuming, batches keep their screens and are looked at again', () => {
  const before = replay([{ news: { type: 'afresh', batches: [snapshot('a'), snapshot('b')] }, atMs: 0 }])
  const after = hear(before, { news: { type: 'afresh', batches: [snapshot('b', { done: 3 })] }, atMs: 1000 })
  assert.equal(after.batches.get('a')?.version, 1)
  assert.deepEqual([after.batches.get('a')?.isLive, after.batches.get('b')?.isLive], [false, true])
  assert.equal(after.batches.get('b')?.snapshot.counts.done, 3)
})

test('what ended while the line was down is counted once, when its batch is heard of again', () => {
  const lost: News = { type: 'connection', connection: { state: 'lost', sinceMs: 10, retryMs: 20 } }
  const open: News = { type: 'connection', connection: { state: 'open', sinceMs: 30, awayMs: 20 } }
  const before: Heard[] = [
    { news: { ...open, connection: { state: 'open', sinceMs: 1, awayMs: null } }, atMs: 1 },
    { news: { type: 'afresh', batches: [snapshot('a', { done: 5 }), snapshot('b', { done: 1 })] }, atMs: 2 },
    { news: lost, atMs: 10 },
    { news: lost, atMs: 20 },
    { news: open, atMs: 30 },
  ]
  assert.equal(replay(before).away?.missed, 0)
  const after: Heard[] = [
    ...before,
    { news: batch(snapshot('a', { done: 25 })), atMs: 31 },
    { news: { type: 'afresh', batches: [snapshot('b', { done: 4 }), snapshot('new', { done: 50 })] }, atMs: 32 },
    { news: batch(snapshot('a', { done: 60 })), atMs: 40 },
  ]
  assert.equal(replay(after).away?.missed, 23)
})

test('a batch that went for long is not forgotten the moment it ends, however many came and went meanwhile', () => {
  const others = Array.from({ length: 30 }, (_, nth) => snapshot(`b${nth}`, { state: 'finished', done: 100 }))
  const heard = [snapshot('long'), ...others, snapshot('long', { state: 'finished', done: 100 })]
  const mirror = replay(heard.map((one, nth) => ({ news: batch(one), atMs: nth * 1000 })))
  assert.equal(mirror.batches.get('long')?.snapshot.state, 'finished')
  assert.equal(mirror.batches.size, 20)
})

test('batches whose end was never heard of do not pile up over reconnects', () => {
  const heard = Array.from({ length: 100 }, (_, nth): Heard[] => [
    { news: { type: 'afresh', batches: [snapshot(`b${nth}`)] }, atMs: nth },
  ]).flat()
  assert.ok(replay(heard).batches.size <= 21)
})

test('how fast a batch was stays what it was while it rests', () => {
  const running = Array.from({ length: 6 }, (_, second) => batch(snapshot('a', { done: second * 4 })))
  const resting = Array.from({ length: 20 }, () => batch(snapshot('a', { done: 20, state: 'paused' })))
  const heard = [...running, ...resting].map((news, second) => ({ news, atMs: second * 1000 }))
  const begun = replay(heard.slice(0, running.length + 1)).batches.get('a')?.figures.filesPerS ?? 0
  assert.ok(begun > 3)
  assert.equal(replay(heard).batches.get('a')?.figures.filesPerS, begun)
})

test('a batch that is first heard of at rest, or long after it began, is as fast as it was so far', () => {
  const speed = (mirror: Mirror) => mirror.batches.get('a')?.figures.filesPerS
  const paused = { ...snapshot('a', { state: 'paused', done: 40 }), restedMs: 3_600_000 }
  const [first, later] = [3_620_000, 3_620_500]
  assert.equal(speed(replay([{ news: batch(paused), atMs: first }])), 2)
  const running = replay([
    { news: batch({ ...paused, state: 'running' }), atMs: first },
    { news: batch({ ...paused, state: 'running' }), atMs: later },
  ])
  assert.ok((speed(running) ?? 0) > 1.8, 'and does not stand still until the next file ends')
  const left = { ...paused, restedMs: 0, interrupted: true, workedMs: 10_000 } as const
  assert.equal(speed(replay([{ news: batch(left), atMs: first }])), 4)
  const day = { ...paused, state: 'running', watch: 'in' } as const
  assert.equal(speed(replay([{ news: batch(day), atMs: first }])), 0, 'of a watched day nobody can say')
})

test('how long a batch was worked on stands still while it rests, however often it is told how long it has rested', () => {
  const told = (state: BatchState, restedMs: number): BatchSnapshot => ({ ...snapshot('a', { state }), restedMs })
  const heard: [BatchSnapshot, number][] = [
    [told('running', 0), 10_000],
    [told('paused', 20), 12_000],
    [told('paused', 4_990), 17_000],
    [told('paused', 60_010), 72_000],
    [told('running', 60_500), 72_500],
    [told('running', 60_500), 73_500],
  ]
  let mirror = emptyMirror
  const worked = heard.map(([one, atMs]) => {
    mirror = hear(mirror, { news: batch(one), atMs })
    return mirror.batches.get('a')?.figures.workedMs
  })
  assert.deepEqual(worked, [10_000, 11_980, 11_980, 11_980, 12_000, 13_000])
})

test('what is found done when a run is gone on with is no speed', () => {
  const found = (done: number, before: number): BatchSnapshot => ({
    ...snapshot('a', { done }),
    reusedBytes: before * 1000,
    workedFiles: done - before,
  })
  const heard = [
    snapshot('a', { state: 'cancelled', done: 60 }),
    found(0, 0),
    found(50, 50),
    found(62, 60),
    found(64, 60),
  ]
  const mirror = replay(heard.map((one, second) => ({ news: batch(one), atMs: second * 1000 })))
  const { filesPerS, bytesPerS } = mirror.batches.get('a')?.figures ?? assert.fail('it is not known')
  assert.deepEqual([Math.round(filesPerS * 3), Math.round(bytesPerS * 3)], [4, 4_000])
})
