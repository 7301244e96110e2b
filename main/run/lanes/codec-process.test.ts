import assert from 'node:assert/strict'
import { fork } from 'node:child_process'
import { test } from 'node:test'
import { hostileTask, patiently } from '../../../test/suites/lane-suite.ts'
import { VirtualClock } from '../../async/virtual-clock.ts'
import { CodecProcess } from './codec-process.ts'

const entry = new URL('../../../test/suites/hostile-process-entry.ts', import.meta.url)

/** A child that no signal ends before it is let go, as one in a call to a disk that does not answer. */
function unending() {
  const child = fork(entry, [''], { stdio: ['ignore', 'ignore', 'pipe', 'ipc'] })
  const kill = child.kill.bind(child)
  child.kill = () => true
  return { child, [Symbol.dispose]: () => void kill('SIGKILL') }
}

test('a child that the system cannot end is not waited for after a minute, and is gone when it is', async () => {
  using hanging = unending()
  const clock = new VirtualClock()
  const codec = new CodecProcess(hanging.child, clock)
  await using hostile = await hostileTask('silence')
  const cancel = new AbortController()
  const begun = Promise.withResolvers<void>()
  const options = patiently({ signal: cancel.signal, stallMs: Infinity, onProgress: () => begun.resolve() })
  let isOver = false
  const run = codec.run({ id: 1, task: hostile.task, memoryBytes: 2 ** 30 }, options)
  const ended = run.catch((reason: unknown) => reason).finally(() => (isOver = true))
  await begun.promise
  cancel.abort('cancelled')
  await clock.advance(59_999)
  assert.equal(isOver, false)
  await clock.advance(1)
  assert.deepEqual([isOver, await ended, codec.isSound], [true, 'cancelled', false])
  await codec.kill(undefined)
  assert.equal(clock.pendingTimers, 0)
  hanging[Symbol.dispose]()
  assert.equal((await codec.gone).signal, 'SIGKILL')
})

test('one that hangs while it starts is not waited for either', async () => {
  using hanging = unending()
  const clock = new VirtualClock()
  const codec = new CodecProcess(hanging.child, clock)
  const failed = assert.rejects(codec.ready, (reason) => reason === 'cancelled')
  void codec.kill('cancelled')
  await clock.advance(60_000)
  await failed
})
