import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Facts } from '../../../contract/facts.ts'
import { Fault } from '../../../contract/fault.ts'
import type { Task } from '../../../contract/task.ts'
import type { WalkEntry } from '../../io/looking/walk.ts'
import type { BatchContext } from '../batch-context.ts'
import { inspectFiles } from './early-facts.ts'

/** Threads that tell the path of each file they are asked to open. */
const parts = {
  permits: { acquire: async () => ({ [Symbol.dispose]: () => {} }) },
  settings: { limits: { stallMs: 1, workerMemoryMb: 1 } },
  clock: { random: () => 0, sleep: async () => {} },
  lanes: {
    thread: {
      run: async (task: Task): Promise<{ facts: Facts[] }> => ({
        facts: task.kind === 'inspect' ? task.paths.map((camera) => ({ camera })) : [],
      }),
    },
  },
} as unknown as BatchContext['parts']

const recipe = { accepts: [] }
const names: BatchContext['names'] = []
const identity = { dev: '1', ino: '1', sizeBytes: 1, mtimeNs: '1' }
const file = (path: string): WalkEntry => ({ path, relative: '', identity, fault: null, wanted: true })
const noFile = (path: string): WalkEntry => ({
  ...file(path),
  identity: null,
  fault: new Fault('file-special', { subject: path }).toWire(),
})

test('only files are opened, and each has its own facts, whatever stands between them', async () => {
  const { signal } = new AbortController()
  const met = [noFile('/pipe'), file('/a'), noFile('/socket'), file('/b')]
  assert.deepEqual(await inspectFiles(met, { parts, recipe, names }, signal), [
    {},
    { camera: '/a' },
    {},
    { camera: '/b' },
  ])
  assert.deepEqual(await inspectFiles([noFile('/pipe')], { parts, recipe, names }, signal), [{}])
})

test('a picture that a codec dies of has no size, and costs those beside it nothing', async () => {
  const asked: number[] = []
  const lanes = {
    ...parts.lanes,
    process: {
      run: async ({ paths }: { paths: string[] }) => {
        asked.push(paths.length)
        if (paths.includes('/bad')) throw new Fault('worker-crashed', { subject: '/bad' })
        return { facts: paths.map(() => ({ width: 9 })) }
      },
    },
  }
  const { signal } = new AbortController()
  const measuring = {
    parts: { ...parts, lanes } as unknown as BatchContext['parts'],
    recipe: { accepts: [sized] },
    names,
  }
  assert.deepEqual(await inspectFiles([file('/a'), file('/bad'), file('/b')], measuring, signal), [
    { width: 9 },
    { camera: '/bad' },
    { width: 9 },
  ])
  assert.deepEqual(asked, [3, 1, 1, 1])
})

const sized = { match: '*', where: { width: '>5' } }

test('files are looked into again while too many are open, and one that kills its thread costs the others nothing', async () => {
  let asked = 0
  const run = async ({ paths }: { paths: string[] }) => {
    if (asked++ < 3) throw new Fault('too-many-open', { subject: '/a' })
    if (paths.includes('/bad')) throw new Fault('worker-crashed', { subject: '/a' })
    return { facts: paths.map((camera) => ({ camera })) }
  }
  const { signal } = new AbortController()
  const looking = { parts: { ...parts, lanes: { thread: { run } } } as unknown as BatchContext['parts'], recipe, names }
  const met = [file('/a'), file('/bad'), file('/b')]
  assert.deepEqual(await inspectFiles(met, looking, signal), [{ camera: '/a' }, {}, { camera: '/b' }])
  assert.deepEqual(
    met.map(({ fault }) => fault && [fault.code, fault.subject]),
    [null, ['worker-crashed', '/bad'], null],
  )
})

test('files that cannot be looked into have no facts and say why, one by one', async () => {
  const run = async () => {
    throw new Fault('too-many-open', { subject: '/a' })
  }
  const { signal } = new AbortController()
  const looking = { parts: { ...parts, lanes: { thread: { run } } } as unknown as BatchContext['parts'], recipe, names }
  const met = [file('/a'), file('/b')]
  await inspectFiles(met, looking, signal)
  assert.deepEqual(
    met.map(({ fault }) => fault?.subject),
    ['/a', '/b'],
  )
})

test('a file that another program keeps for itself costs those beside it nothing', async () => {
  const run = async ({ paths }: { paths: string[] }) => {
    if (paths.includes('/busy')) throw new Fault('file-busy', { subject: '/busy' })
    return { facts: paths.map((camera) => ({ camera })) }
  }
  const { signal } = new AbortController()
  const looking = { parts: { ...parts, lanes: { thread: { run } } } as unknown as BatchContext['parts'], recipe, names }
  const met = [file('/a'), file('/busy'), file('/b')]
  assert.deepEqual(await inspectFiles(met, looking, signal), [{ camera: '/a' }, {}, { camera: '/b' }])
  assert.deepEqual(
    met.map(({ fault }) => fault?.subject),
    [undefined, '/busy', undefined],
  )
})
