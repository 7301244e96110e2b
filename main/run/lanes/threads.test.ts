import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { once } from 'node:events'
import { closeSync, constants, openSync } from 'node:fs'
import { mkdtempDisposable } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { setImmediate } from 'node:timers/promises'
import type { Worker } from 'node:worker_threads'
import { hostileTask, laneSuite, patiently } from '../../../test/suites/lane-suite.ts'
import { systemClock } from '../../async/clock.ts'
import { VirtualClock } from '../../async/virtual-clock.ts'
import { errnoOf } from '../../io/errno.ts'
import { ThreadLane } from './threads.ts'

const entry = new URL('../../../test/suites/hostile-thread-entry.ts', import.meta.url)
const open = () => new ThreadLane({ entry, size: 2, heapBytes: 64 * 2 ** 20, clock: systemClock })

laneSuite('threads', { open, aborts: 50 })

test('a cancelled thread is gone when the run rejects, though it was in an endless loop', async () => {
  await using lane = open()
  const started = once(process, 'worker')
  await using hostile = await hostileTask('loop')
  const cancel = new AbortController()
  const onProgress = ({ step }: { step: string }) => step === 'file.end' && cancel.abort(new Error('cancelled'))
  await assert.rejects(lane.run(hostile.task, patiently({ signal: cancel.signal, onProgress })), {
    message: 'cancelled',
  })
  const [thread] = (await started) as [Worker]
  // Node tells that of a thread that has ended.
  assert.equal(thread.threadId, -1)
})

test('what a thread says before its answer is heard, however busy this thread is', async () => {
  await using lane = open()
  for (let round = 0; round < 300; round += 1) {
    await using hostile = await hostileTask('nothing')
    const fractions: number[] = []
    const ended = lane.run(hostile.task, patiently({ onProgress: ({ fraction }) => fractions.push(fraction) }))
    for (let turn = 0; turn < round % 4; turn += 1) await setImmediate()
    keepBusy(round % 6)
    await ended
    assert.deepEqual([fractions.at(0), fractions.at(-1)], [0, 1])
  }
})

test('a thread that was asked for twice before its task came is one', async () => {
  const started: unknown[] = []
  const count = (worker: unknown): void => void started.push(worker)
  process.on('worker', count)
  try {
    await using lane = open()
    await using hostile = await hostileTask('nothing')
    lane.prestart(1, 'hostile')
    await setImmediate()
    lane.prestart(1, 'hostile')
    await lane.run(hostile.task, patiently())
    assert.equal(started.length, 1)
  } finally {
    process.off('worker', count)
  }
})

test('a task is not held up by threads that were asked for ahead of it and cannot begin', {
  timeout: 30_000,
}, async () => {
  const nowhere = new URL('../../../test/suites/no-such-entry.ts', import.meta.url)
  await using lane = new ThreadLane({ entry: nowhere, size: 2, heapBytes: 64 * 2 ** 20, clock: new VirtualClock() })
  lane.prestart(1, 'hostile')
  await assert.rejects(lane.run({ kind: 'inspect', paths: ['/in/a'] }, patiently()), { code: 'worker-crashed' })
})

const noPipes = process.platform === 'win32' && 'pipes are no files here'

test('a cancelled look into a disk that does not answer is not waited for', {
  skip: noPipes,
  timeout: 50_000,
}, async ({ signal }) => {
  await using folder = await mkdtempDisposable(join(tmpdir(), 'millrace-lane-'))
  const pipe = join(folder.path, 'pipe')
  execFileSync('mkfifo', [pipe])
  const hanging = new URL('../../../test/suites/hanging-thread-entry.ts', import.meta.url)
  const lane = new ThreadLane({ entry: hanging, size: 2, heapBytes: 64 * 2 ** 20, clock: systemClock })
  const cancel = new AbortController()
  const run = lane.run({ kind: 'inspect', paths: [pipe] }, patiently({ signal: cancel.signal }))
  const writer = await openedWithReader(pipe, signal)
  cancel.abort(new Error('cancelled'))
  try {
    const startedMs = performance.now()
    await assert.rejects(run, { message: 'cancelled' })
    await lane[Symbol.asyncDispose]()
    assert.ok(performance.now() - startedMs < 10_000)
  } finally {
    closeSync(writer)
  }
})

/** A pipe to write into, once somebody reads there: until it is closed they wait for more. */
async function openedWithReader(pipe: string, signal: AbortSignal): Promise<number> {
  for (;;) {
    signal.throwIfAborted()
    try {
      return openSync(pipe, constants.O_WRONLY | constants.O_NONBLOCK)
    } catch (error) {
      if (errnoOf(error) !== 'ENXIO') throw error
      await setImmediate()
    }
  }
}

function keepBusy(ms: number): void {
  const endMs = performance.now() + ms
  while (performance.now() < endMs);
}
