import assert from 'node:assert/strict'
import { mkdtempDisposable, readdir, readFile, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { z } from 'zod'
import { Fault } from '../../contract/fault.ts'
import type { TransformTask } from '../../contract/task.ts'
import type { TaskLane } from '../../main/run/lanes/task-lanes.ts'
import type { Step } from '../../workers/steps/define-step.ts'
import { descriptorOf } from '../../workers/steps/step-schemas.ts'
import { patiently } from './lane-suite.ts'
import { testLimits } from './run-steps.ts'

/** What a family's steps are tried on. */
export interface Samples {
  name: string
  good: Buffer
  /** The beginning of the good one, cut where it shows. */
  truncated: Buffer
  /** Of another family. */
  foreign: Buffer
}

export interface StepTrial {
  /** Options without which the step cannot do anything. */
  options: Record<string, unknown>
  samples: Samples
  /** A lane of the step's own kind, with the real catalogue. */
  lane: () => TaskLane
}

/** What every step promises, whatever it does. */
export function stepSuite(step: Step, { options, samples, lane }: StepTrial): void {
  const schema = step.options(z)
  const trial = async (content: Buffer) =>
    trialOf(step, { content, name: samples.name, options: schema.parse(options) })

  test(`${step.name}: its descriptor is plain data, with a title and help for every option`, () => {
    const descriptor = descriptorOf(step)
    assert.deepEqual(JSON.parse(JSON.stringify(descriptor)), descriptor)
    for (const [name, option] of Object.entries(
      (descriptor.options.properties ?? {}) as Record<string, Record<string, unknown>>,
    )) {
      assert.ok(option.title && option.description, `${step.name}: ${name}`)
    }
  })

  test(`${step.name}: its defaults are valid, and stay as they are when filled in again`, () => {
    const filled = schema.parse(options)
    assert.deepEqual(schema.parse(filled), filled)
    assert.throws(() => schema.parse({ ...options, 'no-such-option': 1 }))
  })

  test(`${step.name}: empty, truncated and foreign files are the person's to mend`, async () => {
    for (const content of [Buffer.alloc(0), samples.truncated, samples.foreign]) {
      await using bad = await trial(content)
      await assert.rejects(lane().run(bad.task, patiently()), (error) => {
        assert.ok(error instanceof Fault && error.blame === 'user', String(error))
        assert.equal(error.subject, bad.path)
        return true
      })
      assert.ok((await bad.results()).every((name) => name.startsWith('result.')))
    }
  })

  test(`${step.name}: the same input gives the same bytes, which pass the check`, async () => {
    const rounds: Buffer[][] = []
    for (let round = 0; round < 2; round += 1) {
      await using good = await trial(samples.good)
      const reply = await lane().run(good.task, patiently())
      const made: Buffer[] = []
      for (const result of reply?.results ?? []) {
        await lane().run({ kind: 'check', family: good.task.family, result }, patiently())
        made.push(await readFile(result.path))
      }
      rounds.push(made)
    }
    const [first = [], second = []] = rounds
    assert.ok(step.shape === 'split' ? first.length > 0 : first.length === 1)
    assert.equal(first.length, second.length)
    assert.ok(first.every((bytes, at) => second[at]?.equals(bytes)))
  })

  test(`${step.name}: progress rises from 0 to 1`, async () => {
    await using good = await trial(samples.good)
    const fractions: number[] = []
    await lane().run(good.task, patiently({ onProgress: ({ fraction }) => fractions.push(fraction) }))
    assert.deepEqual([fractions.at(0), fractions.at(-1)], [0, 1])
    assert.ok(fractions.every((fraction, at) => fraction >= (fractions[at - 1] ?? 0)))
  })

  test(`${step.name}: aborted before, nothing is begun; killed during, the source is untouched`, async () => {
    for (const after of [0, 2, 4]) {
      await using good = await trial(samples.good)
      const cancel = new AbortController()
      const abort = (): void => cancel.abort(new Error('cancelled'))
      if (after === 0) abort()
      let heard = 0
      const onProgress = () => void (++heard === after && abort())
      await assert.rejects(lane().run(good.task, patiently({ signal: cancel.signal, onProgress })), {
        message: 'cancelled',
      })
      assert.deepEqual(await readFile(good.path), samples.good)
      if (after === 0) assert.deepEqual(await good.results(), [])
    }
  })
}

interface Trial extends AsyncDisposable {
  task: TransformTask
  path: string
  /** Whatever lies beside the source. */
  results: () => Promise<string[]>
}

async function trialOf(
  step: Step,
  { content, name, options }: { content: Buffer; name: string; options: Record<string, unknown> },
): Promise<Trial> {
  const folder = await mkdtempDisposable(join(tmpdir(), 'millrace-suite-'))
  const path = join(folder.path, name)
  await writeFile(path, content)
  const task: TransformTask = {
    kind: 'transform',
    family: step.name.split('.')[0] ?? '',
    sources: [{ path, type: '', sizeBytes: content.length, name: 'source' }],
    trunk: [{ step: step.name, options }],
    branches: [{ steps: [], target: join(folder.path, 'result') }],
    limits: testLimits,
  }
  const results = async () => (await readdir(folder.path)).filter((found) => found !== name)
  return { task, path, results, [Symbol.asyncDispose]: () => folder[Symbol.asyncDispose]() }
}
