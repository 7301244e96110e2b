import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { mkdtempDisposable, readdir, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { Fault, type FaultCode } from '../../contract/fault.ts'
import type { TransformTask } from '../../contract/task.ts'
import type { TaskLane, TaskOptions } from '../../main/run/lanes/task-lanes.ts'
import { testLimits } from './run-steps.ts'

export type OpenLane = () => TaskLane & AsyncDisposable

/** A file and a task over it whose step ends as asked. */
export async function hostileTask(how: string): Promise<{ task: TransformTask; folder: string } & AsyncDisposable> {
  const folder = await mkdtempDisposable(join(tmpdir(), 'millrace-lane-'))
  const path = join(folder.path, 'a.txt')
  await writeFile(path, 'abc')
  const task: TransformTask = {
    kind: 'transform',
    family: 'file',
    sources: [{ path, type: 'text/plain', sizeBytes: 3, name: 'source' }],
    trunk: [{ step: 'file.end', options: { how } }],
    branches: [{ steps: [], target: join(folder.path, 'result') }],
    limits: testLimits,
  }
  return { task, folder: folder.path, [Symbol.asyncDispose]: () => folder[Symbol.asyncDispose]() }
}

export function patiently(options: Partial<TaskOptions> = {}): TaskOptions {
  const signal = new AbortController().signal
  return { signal, stallMs: 60_000, memoryBytes: 2 ** 30, onProgress: () => {}, ...options }
}

/** What any lane promises, whatever the step does. `open` gives a lane of two that knows the hostile steps; `aborts` is how often one is tried. */
export function laneSuite(name: string, { open, aborts }: { open: OpenLane; aborts: number }): void {
  const faults = async (how: string, code: FaultCode, options: Partial<TaskOptions> = {}) => {
    await using lane = open()
    await using hostile = await hostileTask(how)
    const subject = hostile.task.sources[0]?.path
    await assert.rejects(lane.run(hostile.task, patiently(options)), (error) => {
      assert.ok(error instanceof Fault, String(error))
      assert.deepEqual([error.code, error.subject], [code, subject])
      return true
    })
    await using harmless = await hostileTask('nothing')
    assert.ok(await lane.run(harmless.task, patiently()), 'the lane goes on')
  }

  test(`${name}: a worker that ends itself costs its file only`, () => faults('exit', 'worker-crashed'))
  test(`${name}: a mistake in a step is a bug with its cause`, () => faults('throw', 'bug'))
  test(`${name}: a worker that could not load a part of itself for too many open files makes way for another`, () =>
    faults('lack', 'too-many-open'))
  test(`${name}: a worker that cannot start for too many open files is a lack that passes`, {
    skip: process.platform === 'win32' && 'needs a limit of open files',
  }, async () => {
    const script = fileURLToPath(new URL('lane-out-of-files.ts', import.meta.url))
    const limited = ['-c', 'ulimit -n 100; exec "$0" "$@"', process.execPath, script, name]
    const starved = spawn('sh', limited, { stdio: ['ignore', 'pipe', 'inherit'] })
    assert.equal(await text(starved.stdout), 'too-many-open, done')
  })
  test(`${name}: an endless loop is ended when it has been silent for too long`, () =>
    faults('loop', 'no-progress', { stallMs: 300 }))
  test(`${name}: so is a wait that never ends`, () => faults('silence', 'no-progress', { stallMs: 300 }))
  test(`${name}: too much memory is named as such`, () =>
    faults('heap', 'worker-memory', { memoryBytes: 200 * 2 ** 20 }))

  test(`${name}: progress rises from 0 to 1 and names its stages`, async () => {
    await using lane = open()
    await using hostile = await hostileTask('nothing')
    const heard: { step: string; fraction: number }[] = []
    const reply = await lane.run(hostile.task, patiently({ onProgress: (progress) => heard.push(progress) }))
    assert.deepEqual([...new Set(heard.map(({ step }) => step))], ['read', 'file.end', 'write'])
    assert.deepEqual([heard.at(0)?.fraction, heard.at(-1)?.fraction], [0, 1])
    assert.ok(heard.every(({ fraction }, at) => fraction >= (heard[at - 1]?.fraction ?? 0)))
    assert.deepEqual(
      reply?.timings.map(({ step }) => step),
      ['read', 'file.end', 'write'],
    )
  })

  test(`${name}: an abort before the start starts nothing`, async () => {
    await using lane = open()
    await using hostile = await hostileTask('nothing')
    const reason = new Error('cancelled')
    await assert.rejects(lane.run(hostile.task, patiently({ signal: AbortSignal.abort(reason) })), reason)
    assert.deepEqual(await readdir(hostile.folder), ['a.txt'])
  })

  test(`${name}: an abort meets the task at any moment, and the lane goes on`, async () => {
    await using lane = open()
    await using hostile = await hostileTask('nothing')
    for (let round = 0; round < aborts; round += 1) {
      const cancel = new AbortController()
      const target = join(hostile.folder, `round-${round}`)
      const task = { ...hostile.task, branches: [{ steps: [], target }] }
      let steps = round % 7
      const onProgress = () => void (steps-- === 0 && cancel.abort(new Error('cancelled')))
      const outcome = await lane
        .run(task, patiently({ signal: cancel.signal, onProgress }))
        .catch((error: unknown) => error)
      assert.ok(
        outcome === cancel.signal.reason || (typeof outcome === 'object' && outcome && 'results' in outcome),
        String(outcome),
      )
    }
  })

  test(`${name}: two tasks run side by side, and disposing ends both`, async () => {
    const lane = open()
    await using first = await hostileTask('loop')
    await using second = await hostileTask('silence')
    const begun = [first, second].map(({ task }) => {
      const { promise, resolve } = Promise.withResolvers<void>()
      const ended = lane.run(task, patiently({ onProgress: ({ step }) => step === 'file.end' && resolve() }))
      ended.catch(() => {})
      return { promise, ended }
    })
    await Promise.all(begun.map(({ promise }) => promise))
    await lane[Symbol.asyncDispose]()
    for (const { ended } of begun) await assert.rejects(ended, { name: 'AbortError' })
  })
}
