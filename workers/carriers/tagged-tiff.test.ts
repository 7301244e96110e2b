import assert from 'node:assert/strict'
import { test } from 'node:test'
import { saidOfPicture, taggedPhoto } from '../../test/fixtures/tagged-photo.ts'
import { taggedTiff as tiffThatSays } from '../../test/fixtures/tagged-tiff.ts'
import { wordedPhoto } from '../../test/fixtures/worded-photo.ts'
import { call, runSteps } from '../../test/suites/run-steps.ts'
import { tiffFile } from '../../test/suites/tiff-file.ts'
import { iptcTexts } from '../iptc-texts.ts'
import { tiffDirectories } from '../tiff-directories.ts'
import { tiffEntries } from '../tiff-entries.ts'
import { sharp } from './sharp-module.ts'
import { taggedTiff } from './tagged-tiff.ts'
import { readerOf } from './tiff-block.ts'

const toTiff = call('image.convert', { to: 'tiff' })
const keep = (kept: string | string[], more: Record<string, string> = {}) =>
  call('image.metadata', { keep: kept, ...more })

const pixelsOf = (file: Buffer): Promise<Buffer> => sharp(file, { pages: -1 }).raw().toBuffer()

/** Those that a TIFF file of other pixels may say, too. */
const saidInTiff = Object.entries(saidOfPicture).filter(([number]) => Number(number) !== 0xc7a1)

test('a TIFF file says what the photo said that it was made of, and neither shows what it was nor leads astray', async () => {
  for (const from of ['jpeg', 'png'] as const) {
    const { bytes } = await runSteps(await taggedPhoto(from), [keep('all'), toTiff])
    const found = await tiffDirectories(readerOf(bytes))
    for (const [number, text] of saidInTiff) assert.equal(found?.picture.get(Number(number)), text, `${from} ${number}`)
    assert.deepEqual([found?.picture.get(0x013b), found?.exif.get(0x9211)], ['A. Uthor', '1234'])
    for (const gone of ['NotesOfTheMaker', 'PictureAsItWas']) assert.ok(!bytes.includes(gone), gone)
  }
})

test('of the parts of what a photo says, those that are kept go into a TIFF file, and no others', async () => {
  const photo = await taggedPhoto('jpeg')
  const said = async (kept: string[]) => {
    const found = await tiffDirectories(readerOf((await runSteps(photo, [keep(kept), toTiff])).bytes))
    return [found?.picture.get(0x013b), found?.picture.get(0x010f), found?.exif.get(0x9211)]
  }
  assert.deepEqual(await said(['copyright']), ['A. Uthor', undefined, undefined])
  assert.deepEqual(await said(['exif']), ['A. Uthor', 'CameraMaker', '1234'])
  assert.deepEqual(await said(['colour-profile']), [undefined, undefined, undefined])
})

test('a copyright of one’s own is written into a TIFF file that said nothing', async () => {
  const plain = await sharp({ create: { width: 30, height: 20, channels: 3, background: '#fff' } })
    .png()
    .toBuffer()
  const { bytes } = await runSteps(plain, [keep([], { copyright: '© Zoë', author: 'B' }), toTiff])
  const found = await tiffDirectories(readerOf(bytes))
  assert.deepEqual([found?.picture.get(0x8298), found?.picture.get(0x013b)], ['© Zoë', 'B'])
})

const told = {
  picture: { 0x010f: 'CameraMaker', 0x8298: '© Ox', 0x4746: 4 },
  exif: { 0x9003: '2020:01:02 03:04:05', 0x829a: [[1, 200]] as [number, number][] },
  gps: {
    1: 'N',
    2: [
      [10, 1],
      [30, 1],
      [0, 1],
    ] as [number, number][],
  },
}

test('what a TIFF file says stays in one that is made smaller, and goes along into a JPEG', async () => {
  const input = await tiffThatSays(told)
  for (const to of ['tiff', 'jpeg']) {
    const calls = [keep('all'), call('image.resize', { longest: 16 }), call('image.convert', { to })]
    const { bytes } = await runSteps(input, calls)
    const block = to === 'tiff' ? bytes : ((await sharp(bytes).metadata()).exif ?? Buffer.alloc(6)).subarray(6)
    const found = await tiffDirectories(readerOf(block))
    const texts = [0x010f, 0x8298, 0x4746].map((number) => found?.picture.get(number))
    assert.deepEqual(texts, ['CameraMaker', '© Ox', '4'], to)
    assert.deepEqual([found?.exif.get(0x829a), found?.gps.get(2)], ['1/200', '10/1 30/1 0/1'], to)
  }
})

test('tags in the other byte order are read as what they are', async () => {
  const block = await blockInOtherOrder()
  const plain = await sharp({ create: { width: 8, height: 8, channels: 3, background: '#fff' } })
    .tiff()
    .toBuffer()
  const file = await taggedTiff(plain, { block, words: undefined })
  const found = await tiffDirectories(readerOf(file))
  assert.deepEqual([found?.picture.get(0x4746), found?.picture.get(0x010f)], ['5', 'Maker'])
  assert.equal(found?.exif.get(0x829a), '1/200')
  assert.deepEqual(await pixelsOf(file), await pixelsOf(plain))
})

/** Stars, a maker, and how long the light came in, with the highest byte first. */
async function blockInOtherOrder(): Promise<Buffer> {
  const block = Buffer.alloc(90)
  block.write('MM\0*\0\0\0\x08', 'latin1')
  const entry = (at: number, [number, type, count, value]: [number, number, number, number]): void => {
    block.writeUInt16BE(number, at)
    block.writeUInt16BE(type, at + 2)
    block.writeUInt32BE(count, at + 4)
    block.writeUInt32BE(value, at + 8)
  }
  block.writeUInt16BE(3, 8)
  entry(10, [0x010f, 2, 6, 60])
  entry(22, [0x4746, 3, 1, 5 << 16])
  entry(34, [0x8769, 4, 1, 66])
  block.write('Maker\0', 60)
  block.writeUInt16BE(1, 66)
  entry(68, [0x829a, 5, 1, 82])
  block.writeUInt32BE(1, 82)
  block.writeUInt32BE(200, 86)
  return block
}

test('every page of a document stays, and its first says what is written on it', async () => {
  const { bytes, result } = await runSteps(tiffFile([{ side: 30 }, { side: 30, grey: 9 }]), [
    keep('all', { copyright: 'Mine' }),
  ])
  assert.equal(result.facts.pages, 2)
  assert.equal((await tiffDirectories(readerOf(bytes)))?.picture.get(0x8298), 'Mine')
  const plain = await runSteps(tiffFile([{ side: 30 }, { side: 30, grey: 9 }]), [])
  assert.deepEqual(await pixelsOf(bytes), await pixelsOf(plain.bytes))
})

test('words for archives stay through every pass, where readers look for them in each format', async () => {
  const jpeg = await wordedPhoto([
    [25, Buffer.from('harbour')],
    [25, Buffer.from('evening')],
  ])
  const passes = [
    call('image.resize', { longest: 40 }),
    call('image.crop', { width: 20, height: 20 }),
    call('image.resize', { longest: 10 }),
  ]
  const { bytes: tiff } = await runSteps(jpeg, [keep('all'), toTiff])
  for (const input of [jpeg, tiff])
    for (const steps of [[], passes]) {
      for (const to of ['jpeg', 'tiff']) {
        const { bytes } = await runSteps(input, [keep('all'), ...steps, call('image.convert', { to })])
        assert.deepEqual(
          iptcTexts(await wordsIn(bytes, to), 25),
          ['harbour', 'evening'],
          `${to}, ${steps.length} steps`,
        )
      }
    }
  const { bytes } = await runSteps(tiff, [keep(['copyright', 'exif']), call('image.convert', { to: 'tiff' })])
  assert.ok(!bytes.includes('harbour'))
})

test('words for archives stay where something is dropped, without what they say of that', async () => {
  const photo = await wordedPhoto([
    [25, Buffer.from('harbour')],
    [80, Buffer.from('A. Uthor')],
    [90, Buffer.from('Lisbon')],
    [101, Buffer.from('Portugal')],
  ])
  const without = async (drop: string[], to: string): Promise<string[][]> => {
    const { bytes } = await runSteps(photo, [
      call('image.metadata', { keep: 'all', drop }),
      call('image.convert', { to }),
    ])
    assert.ok(!drop.includes('location') || !bytes.includes('Lisbon'))
    const words = await wordsIn(bytes, to)
    return [25, 80, 90, 101].map((number) => iptcTexts(words, number))
  }
  for (const to of ['jpeg', 'tiff']) {
    assert.deepEqual(await without(['location'], to), [['harbour'], ['A. Uthor'], [], []], to)
    assert.deepEqual(await without(['copyright'], to), [['harbour'], [], ['Lisbon'], ['Portugal']], to)
  }
})

async function wordsIn(file: Buffer, format: string): Promise<Buffer> {
  if (format === 'jpeg') return file.subarray(file.indexOf('Photoshop 3.0\0', 0, 'latin1'))
  const entries = await tiffEntries(readerOf(file), ({ number }) => number === 0x83bb)
  return entries?.picture[0]?.value ?? Buffer.alloc(0)
}
