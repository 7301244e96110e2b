import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempDisposable, readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { Fault } from '../../../contract/fault.ts'
import { hostileTask, laneSuite, patiently } from '../../../test/suites/lane-suite.ts'
import { call, testLimits } from '../../../test/suites/run-steps.ts'
import { sharp } from '../../../workers/carriers/sharp-module.ts'
import { systemClock } from '../../async/clock.ts'
import { VirtualClock } from '../../async/virtual-clock.ts'
import { workedMsOf } from './process-facts.ts'
import { ProcessLane, type ProcessLaneOptions, type ProcessMark } from './processes.ts'

const suites = new URL('../../../test/suites/', import.meta.url)
const entry = new URL('hostile-process-entry.ts', suites)
const realEntry = new URL('../../../workers/process-entry.ts', import.meta.url)
const open = (options: Partial<ProcessLaneOptions> = {}) =>
  new ProcessLane({ entry, size: 2, clock: systemClock, ...options })

const noSignals = process.platform === 'win32' && 'Windows has no such signals'
const untold = process.platform !== 'linux' && 'only Linux tells it of a process'

laneSuite('processes', { open: () => open(), aborts: 14 })

/** Whether any instruction of a process can still run; one that only waits to be buried is dead. */
async function isAlive(pid: number): Promise<boolean> {
  const stat = await readFile(`/proc/${pid}/stat`, 'latin1').catch(() => '')
  return stat !== '' && !/\) [ZX] /.test(stat)
}

async function untilGone(pids: number[], limitMs: number): Promise<void> {
  const startedMs = performance.now()
  while ((await Promise.all(pids.map(isAlive))).includes(true)) {
    assert.ok(performance.now() - startedMs < limitMs, `${pids.join()} are still there after ${limitMs} ms`)
    await systemClock.sleep(20, { signal: AbortSignal.timeout(limitMs) })
  }
}

/** Resolves when a process has worked for so long from now on, and at once where the system does not tell. */
async function untilWorked(pid: number, ms: number): Promise<void> {
  const signal = AbortSignal.timeout(60_000)
  const before = workedMsOf(pid) ?? 0
  for (let now = workedMsOf(pid); now !== null && now - before < ms; now = workedMsOf(pid))
    await systemClock.sleep(10, { signal })
}

test('a crash in native code costs its file only', { skip: noSignals }, async () => {
  await using lane = open()
  await using hostile = await hostileTask('segfault')
  const rejected = assert.rejects(lane.run(hostile.task, patiently()), (error) => {
    return error instanceof Fault && error.code === 'worker-crashed' && /SIGSEGV/.test(error.why)
  })
  await rejected
  await using harmless = await hostileTask('nothing')
  assert.ok(await lane.run(harmless.task, patiently()))
})

test('memory outside the JavaScript heap counts too', async () => {
  await using lane = open()
  await using hostile = await hostileTask('memory')
  const run = lane.run(hostile.task, patiently({ memoryBytes: 300 * 2 ** 20 }))
  await assert.rejects(run, (error) => error instanceof Fault && error.code === 'worker-memory')
})

test('cancel of an encode in native code is back within a second, its process gone', async () => {
  await using folder = await mkdtempDisposable(join(tmpdir(), 'millrace-lane-'))
  const path = join(folder.path, 'large.png')
  const noise = { type: 'gaussian' as const, mean: 128, sigma: 30 }
  await sharp({ create: { width: 6000, height: 4000, channels: 3, background: 'white', noise } })
    .png({ compressionLevel: 0 })
    .toFile(path)
  await using lane = open({ entry: realEntry })
  const cancel = new AbortController()
  const encoding = Promise.withResolvers<void>()
  const task = {
    kind: 'transform' as const,
    family: 'image',
    sources: [{ path, type: 'image/png', sizeBytes: 1, name: 'source.png' }],
    trunk: [call('image.convert', { to: 'avif', effort: 6 })],
    branches: [{ steps: [], target: join(folder.path, 'result') }],
    limits: testLimits,
  }
  const onProgress = ({ step }: { step: string }) => step.startsWith('image.') && encoding.resolve()
  const run = lane.run(task, patiently({ signal: cancel.signal, memoryBytes: 4 * 2 ** 30, onProgress }))
  await encoding.promise
  const [child] = lane.pids()
  await untilWorked(child?.pid ?? 0, 500)
  const cancelledMs = performance.now()
  cancel.abort(new Error('cancelled'))
  await assert.rejects(run, { message: 'cancelled' })
  assert.ok(performance.now() - cancelledMs < 1000)
  assert.equal(await isAlive(child?.pid ?? 0), false)
  assert.deepEqual(lane.pids(), [])
})

interface StuckFamily extends AsyncDisposable {
  /** Ends the parent at once. */
  kill: () => void
  pids: number[]
}

/** A parent of children that are stuck in their work, and their pids. What it leaves lying when it is killed goes with it. */
async function stuckFamily(...args: string[]): Promise<StuckFamily> {
  const folder = await mkdtempDisposable(join(tmpdir(), 'millrace-lane-'))
  const env = { ...process.env, TMPDIR: folder.path, TEMP: folder.path, TMP: folder.path }
  const parent = spawn(process.execPath, [fileURLToPath(new URL('lane-parent.ts', suites)), ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env,
  })
  const [line] = (await once(parent.stdout, 'data')) as [Buffer]
  const pids = (JSON.parse(String(line)) as ProcessMark[]).map(({ pid }) => pid)
  return { kill: () => parent.kill('SIGKILL'), pids, [Symbol.asyncDispose]: () => folder.remove() }
}

test('children end within two seconds when their parent is killed, whatever they are doing', async () => {
  await using family = await stuckFamily()
  assert.equal(family.pids.length, 2)
  family.kill()
  await untilGone(family.pids, 10_000)
})

/** Resolves when the thread that runs JavaScript has been busy for so long. */
async function untilHeldUp(pid: number, ticks: number): Promise<void> {
  const signal = AbortSignal.timeout(60_000)
  for (let busy = 0; busy < ticks; ) {
    await systemClock.sleep(50, { signal })
    const stat = await readFile(`/proc/${pid}/task/${pid}/stat`, 'latin1')
    busy = Number(stat.split(') ').at(-1)?.split(' ')[11])
  }
}

test('so does one in which a codec works in the place of JavaScript', { skip: untold }, async () => {
  await using folder = await mkdtempDisposable(join(tmpdir(), 'millrace-lane-'))
  const path = join(folder.path, 'noise.png')
  const noise = { type: 'gaussian' as const, mean: 128, sigma: 30 }
  await sharp({ create: { width: 4000, height: 3000, channels: 3, background: 'white', noise } })
    .png({ compressionLevel: 0 })
    .toFile(path)
  await using family = await stuckFamily(path)
  const [child = 0] = family.pids
  await untilHeldUp(child, 200)
  family.kill()
  await untilGone([child], 3_000)
})

test('a program that a step had started goes with it', { skip: untold }, async () => {
  await using lane = open()
  await using hostile = await hostileTask('program')
  const cancel = new AbortController()
  const run = lane.run(hostile.task, patiently({ signal: cancel.signal }))
  const [child] = lane.pids()
  const children = `/proc/${child?.pid}/task/${child?.pid}/children`
  let program = 0
  while (program === 0) program = Number(await readFile(children, 'latin1'))
  cancel.abort(new Error('cancelled'))
  await assert.rejects(run)
  await untilGone([program], 10_000)
})

test('every child is announced with its start time, and again when it is gone', { skip: untold }, async () => {
  const heard: [string, ProcessMark][] = []
  const marks = {
    onSpawn: (mark: ProcessMark) => heard.push(['spawn', mark]),
    onExit: (mark: ProcessMark) => heard.push(['exit', mark]),
  }
  await using lane = open(marks)
  await using hostile = await hostileTask('nothing')
  await lane.run(hostile.task, patiently())
  const [mark] = lane.pids()
  await lane[Symbol.asyncDispose]()
  assert.match(mark?.startTime ?? '', /^\d+$/)
  assert.deepEqual(heard, [
    ['spawn', mark],
    ['exit', mark],
  ])
})

test('children stand by when told to, serve the next tasks, and go when idle', async () => {
  const clock = new VirtualClock()
  await using lane = open({ clock })
  lane.prestart(5, 'image')
  const before = lane.pids()
  assert.equal(before.length, 2)
  await using hostile = await hostileTask('nothing')
  await lane.run(hostile.task, patiently())
  assert.deepEqual(lane.pids(), before)
  await clock.advance(9_999)
  assert.equal(lane.pids().length, 2)
  await clock.advance(1)
  await untilGone(
    before.map(({ pid }) => pid),
    2000,
  )
})

test('a worn child is replaced', async () => {
  await using lane = open({ recycle: { afterTasks: 1, aboveBytes: Infinity } })
  await using first = await hostileTask('nothing')
  await using second = await hostileTask('nothing')
  await lane.run(first.task, patiently())
  const [old] = lane.pids()
  await lane.run(second.task, patiently())
  assert.ok(!lane.pids().some(({ pid }) => pid === old?.pid))
})

test('Ctrl-C while a child starts does not cost its file', { skip: noSignals }, async () => {
  let spawned = 0
  const onSpawn = ({ pid }: ProcessMark) => void (spawned++ === 0 && process.kill(pid, 'SIGINT'))
  await using lane = open({ onSpawn })
  await using hostile = await hostileTask('nothing')
  assert.ok(await lane.run(hostile.task, patiently()))
  assert.equal(spawned, 2)
})

test('a child that cannot start is a bug', async () => {
  await using lane = open({ entry: new URL('no-such-entry.ts', suites) })
  await using hostile = await hostileTask('nothing')
  await assert.rejects(lane.run(hostile.task, patiently()), (error) => error instanceof Fault && error.code === 'bug')
})

test('a child that can open no more files is a lack that passes, and no damage of the file', {
  skip: noSignals,
}, async () => {
  await using lane = open({ entry: new URL('starved-process-entry.ts', suites) })
  await using hostile = await hostileTask('nothing')
  const isLack = (error: unknown) => error instanceof Fault && error.code === 'too-many-open'
  await assert.rejects(lane.run(hostile.task, patiently()), isLack)
})

test('a child that is not ready in time is ended, and its file may be tried again', async () => {
  const gone: ProcessMark[] = []
  await using lane = open({
    entry: new URL('silent-process-entry.ts', suites),
    startLimitMs: 500,
    onExit: (mark) => gone.push(mark),
  })
  await using hostile = await hostileTask('nothing')
  const isLate = (error: unknown) =>
    error instanceof Fault && error.code === 'worker-late' && error.blame === 'transient'
  await assert.rejects(lane.run(hostile.task, patiently()), isLate)
  assert.equal(gone.length, 1)
})
