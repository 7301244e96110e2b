import assert from 'node:assert/strict'
import { hash } from 'node:crypto'
import { mkdtempDisposable, readFile, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import fc from 'fast-check'
import sharp from 'sharp'
import type { TaskBranch, TransformReply, TransformTask } from '../contract/task.ts'
import { call, testLimits } from '../test/suites/run-steps.ts'
import { checkResults } from './check-results.ts'
import { runTransform } from './run-transform.ts'
import { steps } from './steps/catalogue.ts'

const onProgress = (): void => {}

/** A picture made smaller in branches like these, each without its steps and target. */
async function made(
  folder: string,
  branches: Omit<TaskBranch, 'steps' | 'target'>[],
): Promise<{ task: TransformTask; reply: TransformReply }> {
  const path = join(folder, 'a.jpg')
  const picture = await sharp({ create: { width: 64, height: 48, channels: 3, background: 'teal' } })
    .jpeg()
    .toBuffer()
  await writeFile(path, picture)
  const task: TransformTask = {
    kind: 'transform',
    family: 'image',
    sources: [{ path, type: 'image/jpeg', sizeBytes: picture.length, name: 'a.jpg' }],
    trunk: [call('image.resize', { longest: 32 })],
    branches: branches.map((branch, at) => ({ ...branch, steps: [], target: join(folder, `made${at}`) })),
    limits: testLimits,
  }
  return { task, reply: await runTransform(task, { steps, onProgress }) }
}

test('a worker opens what is to be published again and says which bytes it found; not what others will read, nor what gives way', async () => {
  await using folder = await mkdtempDisposable(join(tmpdir(), 'mr-check-'))
  const givesWay = { checks: true, notSmaller: { thanBytes: 1, to: 'original' as const } }
  const { reply } = await made(folder.path, [{ checks: true }, { checks: false }, givesWay])
  const [first] = reply.results
  assert.ok(first)
  const sha256 = hash('sha256', await readFile(first.path))
  assert.deepEqual(
    reply.results.map(({ checked }) => checked),
    [sha256, undefined, undefined],
  )
})

test('a result that is not on the disk as it was made is not published', async () => {
  await using folder = await mkdtempDisposable(join(tmpdir(), 'mr-check-'))
  const { task, reply } = await made(folder.path, [{ checks: true }])
  const [result] = reply.results
  assert.ok(result)
  await truncate(result.path, result.sizeBytes - 1)
  await assert.rejects(checkResults(task, reply, onProgress), { code: 'result-wrong' })
})

test('nor is one of which a single bit is another, wherever that stands', async () => {
  await using folder = await mkdtempDisposable(join(tmpdir(), 'mr-check-'))
  const { task, reply } = await made(folder.path, [{ checks: true }])
  const [result] = reply.results
  assert.ok(result)
  const whole = await readFile(result.path)
  const flipped = fc.asyncProperty(fc.nat(whole.length * 8 - 1), async (bit) => {
    const bytes = Buffer.from(whole)
    bytes[bit >> 3] = (whole[bit >> 3] ?? 0) ^ (1 << (bit & 7))
    await writeFile(result.path, bytes)
    await assert.rejects(checkResults(task, reply, onProgress), { code: 'result-wrong' })
  })
  await fc.assert(flipped)
  await writeFile(result.path, whole)
  await checkResults(task, reply, onProgress)
})
