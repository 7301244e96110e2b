import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Fault } from '../../../contract/fault.ts'
import { call, runGather } from '../../../test/suites/run-steps.ts'
import { sharp } from '../../carriers/sharp-module.ts'

const plain = (background: string, width: number, height: number) =>
  sharp({ create: { width, height, channels: 3, background } })
    .jpeg()
    .toBuffer()

const pictures = async () => ({
  'a.jpg': await plain('red', 80, 40),
  'b.jpg': await plain('lime', 40, 40),
  'c.jpg': await plain('blue', 800, 400),
})

test('pictures of any size become one animation in the shape of the first, with its pace', async () => {
  for (const to of ['gif', 'webp']) {
    const options = { to, longest: 40, delay: 250, loop: 3, background: 'black' }
    const { bytes, result } = await runGather(await pictures(), [call('image.animate', options)])
    const { width, height, pages, delay, loop, format } = await sharp(bytes).metadata()
    assert.deepEqual([format, width, height, pages, delay, loop], [to, 40, 20, 3, [250, 250, 250], 3])
    assert.deepEqual([result.extension, result.facts.frames], [to, 3])
    const second = await sharp(bytes, { page: 1 }).removeAlpha().raw().toBuffer()
    const pixel = (x: number) => [...second.subarray((10 * 40 + x) * 3, (10 * 40 + x) * 3 + 3)].map((v) => v > 128)
    assert.deepEqual(
      [pixel(2), pixel(20)],
      [
        [false, false, false],
        [false, true, false],
      ],
    )
  }
})

test('one picture is one frame, and steps go on with the animation', async () => {
  const one = await runGather({ 'a.jpg': await plain('red', 80, 40) }, [call('image.animate')])
  assert.equal(one.result.facts.pages, 1)
  const smaller = await runGather(await pictures(), [call('image.animate'), call('image.resize', { width: 20 })])
  assert.deepEqual([smaller.result.facts.pages, smaller.result.facts.width], [3, 20])
})

test('more pixels than are allowed over all frames are refused', async () => {
  const run = runGather(await pictures(), [call('image.animate')], { limits: { maxPixels: 80 * 40 * 2 } })
  await assert.rejects(run, (error) => error instanceof Fault && error.code === 'too-large')
})
