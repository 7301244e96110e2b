import assert from 'node:assert/strict'
import { test } from 'node:test'
import { call, runSteps } from '../../test/suites/run-steps.ts'
import { type TiffDirectories, tiffDirectories } from '../tiff-directories.ts'
import { pngChunk } from './png-chunks.ts'
import { blockOf } from './redact-exif.ts'
import { sharp } from './sharp-module.ts'

type Entry = [number: number, type: 2 | 3 | 4 | 7, value: string | number]

/** A directory for a place, its longer texts behind it. */
function directory(entries: Entry[], place: number, next = 0): Buffer {
  const head = Buffer.alloc(2 + entries.length * 12 + 4)
  const texts: Buffer[] = []
  head.writeUInt16LE(entries.length)
  head.writeUInt32LE(next, head.length - 4)
  for (const [index, [number, type, value]] of entries.entries()) {
    const at = 2 + index * 12
    const text = Buffer.from(String(value))
    head.writeUInt16LE(number, at)
    head.writeUInt16LE(type, at + 2)
    head.writeUInt32LE(typeof value === 'number' ? 1 : text.length, at + 4)
    if (typeof value === 'number') head.writeUInt32LE(value, at + 8)
    else head.writeUInt32LE(place + head.length + Buffer.concat(texts).length, at + 8)
    if (typeof value === 'string') texts.push(text)
  }
  return Buffer.concat([head, ...texts])
}

const picture: Entry[] = [
  [0x010f, 2, 'CameraMaker\0'],
  [0x0112, 3, 6],
  [0x013b, 2, 'A. Uthor\0'],
  [0x013c, 2, 'Telephone 15\0'],
  [0x4746, 3, 5],
  [0x4749, 3, 99],
  [0x8769, 4, 200],
  [0xc7a1, 2, 'CameraLabel\0'],
]
const camera: Entry[] = [
  [0x9211, 4, 1234],
  [0x927c, 7, 'NotesOfTheMaker'],
  [0xa002, 4, 60],
  [0xa003, 3, 40],
]
const smallPictures: Entry[] = [
  [0x0201, 4, 450],
  [0x0202, 4, 14],
]

/** Directories at 8, 200, 300 and 400, the last two of small pictures. */
function blockWithAll(): Buffer {
  const block = Buffer.alloc(500)
  block.write('II*\0\x08\0\0\0', 'latin1')
  directory(picture, 8, 300).copy(block, 8)
  directory(camera, 200).copy(block, 200)
  directory(smallPictures, 300, 400).copy(block, 300)
  directory([[0x010e, 2, 'PictureAsItWas']], 400).copy(block, 400)
  block.write('PictureAsItWas', 450)
  return block
}

async function photo(format: 'jpeg' | 'png'): Promise<Buffer> {
  const plain = await sharp({ create: { width: 60, height: 40, channels: 3, background: '#e03020' } })
    .toFormat(format)
    .toBuffer()
  const exif = format === 'png' ? pngChunk('eXIf', blockWithAll()) : segment(blockWithAll())
  const head = format === 'png' ? 33 : 2
  return Buffer.concat([plain.subarray(0, head), exif, plain.subarray(head)])
}

function segment(block: Buffer): Buffer {
  const content = Buffer.concat([Buffer.from('Exif\0\0'), block])
  const head = Buffer.from([0xff, 0xe1, 0, 0])
  head.writeUInt16BE(content.length + 2, 2)
  return Buffer.concat([head, content])
}

async function blockIn(file: Buffer): Promise<Buffer> {
  return blockOf((await sharp(file).metadata()).exif ?? Buffer.alloc(0))
}

function directoriesIn(block: Buffer): Promise<TiffDirectories | undefined> {
  return tiffDirectories(async (at, length) => block.subarray(at, at + length))
}

const keepAll = call('image.metadata', { keep: 'all' })
const saidOfPicture = {
  0x010f: 'CameraMaker',
  0x013c: 'Telephone 15',
  0x4746: '5',
  0x4749: '99',
  0xc7a1: 'CameraLabel',
}

test('every tag is kept, also those that the codec does not know', async () => {
  for (const from of ['jpeg', 'png'] as const)
    for (const to of ['jpeg', 'png', 'webp', 'avif']) {
      const { bytes } = await runSteps(await photo(from), [keepAll, call('image.convert', { to })])
      const found = await directoriesIn(await blockIn(bytes))
      for (const [number, text] of Object.entries(saidOfPicture))
        assert.equal(found?.picture.get(Number(number)), text, `${from} ${to} ${number}`)
      assert.equal(found?.picture.get(0x013b), 'A. Uthor')
      assert.equal(found?.exif.get(0x9211), '1234')
    }
})

test('notes of the maker stay where they were, since they tell places in the whole', async () => {
  const { bytes } = await runSteps(await photo('jpeg'), [keepAll])
  assert.equal((await blockIn(bytes)).indexOf('NotesOfTheMaker'), blockWithAll().indexOf('NotesOfTheMaker'))
})

test('a picture that was turned or cut says so, through every pass, and no small picture tells what it was', async () => {
  const twice = [call('image.resize', { longest: 30 }), call('image.crop', { width: 10, height: 16 })]
  const ways = [
    { steps: [], wanted: ['6', '60', '40'] },
    { steps: [call('image.upright')], wanted: ['1', '40', '60'] },
    { steps: [...twice, call('image.resize', { longest: 8 })], wanted: ['1', '5', '8'] },
  ]
  for (const { steps, wanted } of ways) {
    const { bytes } = await runSteps(await photo('jpeg'), [keepAll, ...steps])
    const found = await directoriesIn(await blockIn(bytes))
    assert.deepEqual([found?.picture.get(0x0112), found?.exif.get(0xa002), found?.exif.get(0xa003)], wanted)
    assert.equal(found?.picture.get(0x4746), '5')
    assert.ok(!bytes.includes('PictureAsItWas'))
  }
})

test('a copyright and an author of one’s own stand beside every other tag', async () => {
  for (const to of ['jpeg', 'png']) {
    const stamp = call('image.metadata', { keep: 'all', copyright: '© B', author: 'Zoë Ë' })
    const { bytes } = await runSteps(await photo('jpeg'), [stamp, call('image.convert', { to })])
    const found = await directoriesIn(await blockIn(bytes))
    assert.deepEqual([found?.picture.get(0x8298), found?.picture.get(0x013b)], ['© B', 'Zoë Ë'])
    for (const [number, text] of Object.entries(saidOfPicture))
      assert.equal(found?.picture.get(Number(number)), text, number)
    assert.ok(!bytes.includes('A. Uthor'))
  }
})
