import assert from 'node:assert/strict'
import { test } from 'node:test'
import { call, runGather } from '../../../test/suites/run-steps.ts'
import { heicPicture } from '../../../test/fixtures/heic.ts'
import { sharp } from '../../carriers/sharp-module.ts'

const plain = (background: string, width = 400, height = 200) =>
  sharp({ create: { width, height, channels: 3, background } })
    .jpeg()
    .toBuffer()

test('pictures stand row by row in their order, small ones in the middle of their square', async () => {
  const files = { 'a.jpg': await plain('red'), 'b.jpg': await plain('lime'), 'c.jpg': await plain('blue', 20, 20) }
  const options = { columns: 2, cell: 100, gap: 10, captions: false }
  const { bytes, result } = await runGather(files, [call('image.contact-sheet', options)])
  assert.deepEqual([result.facts.width, result.facts.height, result.facts.pictures], [230, 230, 3])
  assert.deepEqual([result.type, result.extension], ['image/jpeg', 'jpg'])
  const { data } = await sharp(bytes).raw().toBuffer({ resolveWithObject: true })
  const at = (x: number, y: number) => [...data.subarray((y * 230 + x) * 3, (y * 230 + x) * 3 + 3)].map((v) => v > 128)
  const [red, lime, blue, white] = [
    [true, false, false],
    [false, true, false],
    [false, false, true],
    [true, true, true],
  ]
  assert.deepEqual([at(60, 60), at(170, 60), at(60, 170)], [red, lime, blue])
  assert.deepEqual([at(60, 20), at(30, 170), at(170, 170), at(5, 5)], [white, white, white, white])
})

test('names stand below, however long, and of any kind of picture', async () => {
  const files = { 'deep/a.heic': heicPicture, [`${'long '.repeat(30)}<&>.jpg`]: await plain('red') }
  const { bytes, result } = await runGather(files, [call('image.contact-sheet', { cell: 160 })])
  const { height } = result.facts
  const caption = await sharp(bytes)
    .extract({ left: 0, top: Number(height) - 34, width: Number(result.facts.width), height: 24 })
    .greyscale()
    .stats()
  assert.ok((caption.channels[0]?.min ?? 255) < 128, 'letters are drawn')
  assert.equal(result.facts.pictures, 2)
})

test('a picture of 16 bits in wide colours is seen in the colours it has', async () => {
  const raw = Uint16Array.from({ length: 64 * 64 * 3 }, (_, index) => (index % 3 === 0 ? 60_000 : 9000))
  const wide = await sharp(raw, { raw: { width: 64, height: 64, channels: 3 } })
    .toColourspace('rgb16')
    .withIccProfile('p3')
    .png()
    .toBuffer()
  assert.equal((await sharp(wide).metadata()).depth, 'ushort')
  const options = { columns: 1, cell: 80, gap: 4, captions: false }
  const { bytes } = await runGather({ 'a.png': wide }, [call('image.contact-sheet', options)])
  const middle = { left: 40, top: 40, width: 1, height: 1 }
  const found = await sharp(bytes).extract(middle).raw().toBuffer()
  const wanted = [255, 0, 7]
  assert.ok(
    wanted.every((level, index) => Math.abs(level - (found[index] ?? 0)) < 12),
    `${found.join()} is not ${wanted.join()}`,
  )
})

test('grey pictures lie beside coloured ones', async () => {
  const grey = await sharp(await plain('#808080'))
    .toColourspace('b-w')
    .png()
    .toBuffer()
  const files = { 'a.png': grey, 'b.jpg': await plain('red') }
  const { bytes } = await runGather(files, [
    call('image.contact-sheet', { columns: 2, cell: 100, gap: 10, captions: false }),
  ])
  const at = async (left: number) =>
    [...(await sharp(bytes).extract({ left, top: 60, width: 1, height: 1 }).raw().toBuffer())].map(
      (level) => level >> 6,
    )
  assert.deepEqual(
    [await at(60), await at(170)],
    [
      [2, 2, 2],
      [3, 0, 0],
    ],
  )
})
