import assert from 'node:assert/strict'
import { mkdtempDisposable, readFile, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { Fault } from '../contract/fault.ts'
import type { SegmentStep, TransformTask } from '../contract/task.ts'
import { call, runSteps, testLimits } from '../test/suites/run-steps.ts'
import type { FileValue } from './carriers/file-value.ts'
import { sharp } from './carriers/sharp-module.ts'
import { runTransform } from './run-transform.ts'
import { defineStep } from './steps/define-step.ts'

const common = {
  version: 1,
  title: 'Test',
  summary: 'For tests.',
  lane: 'thread' as const,
  accepts: ['*/*'],
  produces: 'same',
  facts: [],
  memoryFactor: 0,
}

async function* chain(...streams: (AsyncIterable<Uint8Array> | Uint8Array[])[]): AsyncGenerator<Uint8Array> {
  for (const stream of streams) yield* stream
}

const mark = defineStep({
  ...common,
  name: 'file.mark',
  shape: 'each',
  options: (z) => z.strictObject({ mark: z.string() }),
  run: async (file: FileValue, { mark }) => file.changed((chunks) => chain(chunks, [Buffer.from(mark)])),
})
const twice = defineStep({
  ...common,
  name: 'file.twice',
  shape: 'split',
  options: (z) => z.strictObject({}),
  run: async (file: FileValue) => [file, file],
})
const glue = defineStep({
  ...common,
  name: 'file.glue',
  shape: 'gather',
  options: (z) => z.strictObject({}),
  run: async ([first, ...others]: FileValue[]) => {
    if (!first) throw new Error('nothing to glue')
    return first.changed((chunks) => chain(chunks, ...others.map((other) => other.chunks(() => {}))))
  },
})

const marked = (text: string): SegmentStep => ({ step: 'file.mark', options: { mark: text } })

interface Change extends Partial<Omit<TransformTask, 'branches'>> {
  branches?: SegmentStep[][]
}

async function run(contents: string[], { branches = [[]], ...change }: Change) {
  await using folder = await mkdtempDisposable(join(tmpdir(), 'millrace-transform-'))
  const sources = contents.map((_, index) => ({
    path: join(folder.path, `source-${index}`),
    type: 'text/plain',
    sizeBytes: 1,
    name: `source-${index}`,
  }))
  for (const [index, content] of contents.entries()) await writeFile(sources[index]?.path ?? '', content)
  const task: TransformTask = {
    kind: 'transform',
    family: 'file',
    sources,
    trunk: [],
    branches: branches.map((steps, index) => ({ steps, target: join(folder.path, `result-${index}`) })),
    limits: testLimits,
    ...change,
  }
  const fractions: number[] = []
  const reply = await runTransform(task, {
    steps: [mark, twice, glue],
    onProgress: (_, fraction) => fractions.push(fraction),
  })
  const texts: string[] = []
  for (const { branch, index, path } of reply.results)
    texts.push(`${branch}.${index} ${(await readFile(path)).toString()}`)
  return { texts, fractions, reply }
}

test('a split makes several results, which the steps behind it all see', async () => {
  const { texts } = await run(['a'], { trunk: [{ step: 'file.twice', options: {} }, marked('!')] })
  assert.deepEqual(texts, ['0.0 a!', '0.1 a!'])
})

test('a gather makes one of many, and every source is sealed', async () => {
  const { texts, reply } = await run(['a', 'b', 'c'], {
    trunk: [marked('!'), { step: 'file.glue', options: {} }, marked('.')],
  })
  assert.deepEqual(texts, ['0.0 a!b!c!.'])
  assert.equal(new Set(reply.sources).size, 3)
})

test('branches go their own ways from the end of the trunk', async () => {
  const branches = [[marked('1')], [], [marked('2'), marked('3')]]
  const { texts, fractions, reply } = await run(['a'], { trunk: [marked('-')], branches })
  assert.deepEqual(texts, ['0.0 a-1', '1.0 a-', '2.0 a-23'])
  assert.deepEqual([fractions.at(0), fractions.at(-1)], [0, 1])
  assert.deepEqual(
    reply.timings.map(({ step }) => step),
    ['read', 'file.mark', 'file.mark', 'write', 'write', 'file.mark', 'file.mark', 'write'],
  )
})

test('a condition lets only what meets it take its steps, and fails where it cannot be decided', async () => {
  const picture = await sharp({ create: { width: 300, height: 200, channels: 3, background: 'red' } })
    .png()
    .toBuffer()
  const width = async (when: Record<string, string>) => {
    const steps = [{ when, steps: [call('image.resize', { longest: 30 })] }]
    return (await runSteps(picture, steps)).result.facts.width
  }
  assert.equal(await width({ width: '>200' }), 30)
  assert.equal(await width({ width: '>200', height: '>200' }), 300)
  assert.equal(await width({ orientation: 'landscape' }), 30)
  await assert.rejects(
    width({ 'no-such-fact': '1' }),
    (error) =>
      error instanceof Fault &&
      error.code === 'step-failed' &&
      error.why.startsWith('The condition needs `no-such-fact`'),
  )
})

test('a step or family nobody knows is a bug, not a crash', async () => {
  await assert.rejects(
    run(['a'], { trunk: [{ step: 'file.no', options: {} }] }),
    (error) => error instanceof Fault && error.code === 'bug',
  )
  await assert.rejects(run(['a'], { family: 'no' }), (error) => error instanceof Fault && error.code === 'bug')
})
