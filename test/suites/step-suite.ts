import assert from 'node:assert/strict'
import { mkdtempDisposable, readdir, readFile, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { z } from 'zod'
import { Fault } from '../../contract/fault.ts'
import type { Secrets, TransformTask } from '../../contract/task.ts'
import type { TaskLane } from '../../main/run/lanes/task-lanes.ts'
import type { Step } from '../../workers/steps/define-step.ts'
import { descriptorOf } from '../../workers/steps/step-schemas.ts'
import { patiently } from './lane-suite.ts'
import { testLimits } from './run-steps.ts'

/** What a step is tried on. */
export interface Samples {
  name: string
  good: Buffer
  /** What a person has to mend, by what is wrong with it: empty, cut, of another kind. Nothing where any bytes will do. */
  bad: Record<string, Buffer>
}

export interface StepTrial {
  /** Options without which the step cannot do anything. */
  options: Record<string, unknown>
  samples: Samples
  secrets?: Secrets
  /** What it makes differs from time to time, as encryption must. */
  isRandom?: boolean
  /** A lane of the step's own kind, with the real catalogue. */
  lane: () => TaskLane
}

/** What every step promises, whatever it does. */
export function stepSuite(step: Step, { options, samples, secrets = {}, isRandom = false, lane }: StepTrial): void {
  const schema = step.options(z)
  const trial = async (content: Buffer) =>
    trialOf(step, { content, name: samples.name, secrets, options: schema.parse(options) })

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

  for (const [wrong, content] of Object.entries(samples.bad)) {
    test(`${step.name}: a file that is ${wrong} is the person's to mend`, async () => {
      await using bad = await trial(content)
      await assert.rejects(lane().run(bad.task, patiently()), (error) => {
        assert.ok(error instanceof Fault && error.blame === 'user', String(error))
        assert.equal(error.subject, bad.path)
        return true
      })
      assert.ok((await bad.results()).every((name) => name.startsWith('result.')))
    })
  }

  test(`${step.name}: the same input gives the same bytes, which pass the check`, async () => {
    const rounds: Buffer[][] = []
    for (let round = 0; round < 2; round += 1) {
      await using good = await trial(samples.good)
      const reply = await lane().run(good.task, patiently())
      const made: Buffer[] = []
      for (const result of reply?.results ?? []) {
        const check = { kind: 'check' as const, family: good.task.family, results: [result], secrets }
        if (!result.plain) await lane().run(check, patiently())
        made.push(await readFile(result.path))
      }
      rounds.push(made)
    }
    const [first = [], second = []] = rounds
    assert.ok(step.shape === 'split' ? first.length > 0 : first.length === 1)
    assert.equal(first.length, second.length)
    assert.ok(isRandom || first.every((bytes, at) => second[at]?.equals(bytes)))
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
      const ended = await endOf(lane().run(good.task, patiently({ signal: cancel.signal, onProgress })))
      // A task may be done by the time the lane hears that nobody wants it any more.
      assert.ok(ended === 'cancelled' || (after > 0 && ended === 'done'), ended)
      assert.deepEqual(await readFile(good.path), samples.good)
      if (after === 0) assert.deepEqual(await good.results(), [])
    }
  })
}

async function endOf(run: Promise<unknown>): Promise<string> {
  return run.then(
    () => 'done',
    (error: unknown) => (error instanceof Error ? error.message : String(error)),
  )
}

interface Trial extends AsyncDisposable {
  task: TransformTask
  path: string
  /** Whatever lies beside the source. */
  results: () => Promise<string[]>
}

async function trialOf(
  step: Step,
  {
    content,
    name,
    options,
    secrets,
  }: { content: Buffer; name: string; options: Record<string, unknown>; secrets: Secrets },
): Promise<Trial> {
  const folder = await mkdtempDisposable(join(tmpdir(), 'millrace-suite-'))
  const path = join(folder.path, name)
  await writeFile(path, content)
  const task: TransformTask = {
    kind: 'transform',
    family: step.name.split('.')[0] ?? '',
    sources: [{ path, type: '', sizeBytes: content.length, name }],
    trunk: [{ step: step.name, options }],
    branches: [{ steps: [], target: join(folder.path, 'result') }],
    limits: testLimits,
    secrets,
  }
  const results = async () => (await readdir(folder.path)).filter((found) => found !== name)
  return { task, path, results, [Symbol.asyncDispose]: () => folder[Symbol.asyncDispose]() }
}
