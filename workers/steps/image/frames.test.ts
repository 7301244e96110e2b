import assert from 'node:assert/strict'
import { test } from 'node:test'
import { call, runBranches } from '../../../test/suites/run-steps.ts'
import { sharp } from '../../carriers/sharp-module.ts'

const colours = ['#ff0000', '#00ff00', '#0000ff']
const plain = (background: string, side = 24) =>
  sharp({ create: { width: side, height: 16, channels: 3, background } })
    .png()
    .toBuffer()

async function paged(format: 'gif' | 'webp' | 'tiff'): Promise<Buffer> {
  const pages = await Promise.all(colours.map((colour) => plain(colour)))
  const joined = sharp(pages, { join: { animated: true } })
  if (format === 'gif') return joined.gif({ delay: [100, 200, 300] }).toBuffer()
  return format === 'webp' ? joined.webp({ lossless: true }).toBuffer() : joined.tiff().toBuffer()
}

async function framesOf(input: Buffer, options: Record<string, unknown> = {}, before: Parameters<typeof call>[] = []) {
  const trunk = [...before.map((words) => call(...words)), call('image.frames', options)]
  const outcomes = await runBranches(input, { trunk, branches: [[]] })
  return Promise.all(
    outcomes.map(async ({ bytes, result }) => {
      const { dominant } = await sharp(bytes).stats()
      const at = [dominant.r, dominant.g, dominant.b].findIndex((channel) => channel > 200)
      return [result.facts.suffix, result.facts.width, result.facts.pages, result.extension, colours[at]]
    }),
  )
}

test('every frame of an animation and every page of a TIFF becomes a picture, in order', async () => {
  for (const format of ['gif', 'webp', 'tiff'] as const)
    assert.deepEqual(await framesOf(await paged(format)), [
      ['-1', 24, 1, 'png', colours[0]],
      ['-2', 24, 1, 'png', colours[1]],
      ['-3', 24, 1, 'png', colours[2]],
    ])
})

test('steps before are done to all frames, and others can be left out', async () => {
  const frames = await framesOf(await paged('gif'), { to: 'jpeg', every: 2 }, [['image.resize', { width: 12 }]])
  assert.deepEqual(frames, [
    ['-1', 12, 1, 'jpg', colours[0]],
    ['-3', 12, 1, 'jpg', colours[2]],
  ])
})

test('a picture that does not move is its only frame', async () => {
  assert.deepEqual(await framesOf(await plain('#00ff00')), [['-1', 24, 1, 'png', colours[1]]])
})
