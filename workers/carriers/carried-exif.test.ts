import assert from 'node:assert/strict'
import { test } from 'node:test'
import { blockWithAll, saidOfPicture, taggedPhoto } from '../../test/fixtures/tagged-photo.ts'
import { call, runSteps } from '../../test/suites/run-steps.ts'
import { type TiffDirectories, tiffDirectories } from '../tiff-directories.ts'
import { blockOf } from './exif-block.ts'
import { sharp } from './sharp-module.ts'

async function blockIn(file: Buffer): Promise<Buffer> {
  return blockOf((await sharp(file).metadata()).exif ?? Buffer.alloc(0))
}

function directoriesIn(block: Buffer): Promise<TiffDirectories | undefined> {
  return tiffDirectories(async (at, length) => block.subarray(at, at + length))
}

const keepAll = call('image.metadata', { keep: 'all' })

test('every tag is kept, also those that the codec does not know', async () => {
  for (const from of ['jpeg', 'png'] as const)
    for (const to of ['jpeg', 'png', 'webp', 'avif']) {
      const { bytes } = await runSteps(await taggedPhoto(from), [keepAll, call('image.convert', { to })])
      const found = await directoriesIn(await blockIn(bytes))
      for (const [number, text] of Object.entries(saidOfPicture))
        assert.equal(found?.picture.get(Number(number)), text, `${from} ${to} ${number}`)
      assert.equal(found?.picture.get(0x013b), 'A. Uthor')
      assert.equal(found?.exif.get(0x9211), '1234')
    }
})

test('notes of the maker stay where they were, since they tell places in the whole', async () => {
  const { bytes } = await runSteps(await taggedPhoto('jpeg'), [keepAll])
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
    const { bytes } = await runSteps(await taggedPhoto('jpeg'), [keepAll, ...steps])
    const found = await directoriesIn(await blockIn(bytes))
    assert.deepEqual([found?.picture.get(0x0112), found?.exif.get(0xa002), found?.exif.get(0xa003)], wanted)
    assert.equal(found?.picture.get(0x4746), '5')
    assert.ok(!bytes.includes('PictureAsItWas'))
  }
})

test('a copyright and an author of one’s own stand beside every other tag', async () => {
  for (const to of ['jpeg', 'png']) {
    const stamp = call('image.metadata', { keep: 'all', copyright: '© B', author: 'Zoë Ë' })
    const { bytes } = await runSteps(await taggedPhoto('jpeg'), [stamp, call('image.convert', { to })])
    const found = await directoriesIn(await blockIn(bytes))
    assert.deepEqual([found?.picture.get(0x8298), found?.picture.get(0x013b)], ['© B', 'Zoë Ë'])
    for (const [number, text] of Object.entries(saidOfPicture))
      assert.equal(found?.picture.get(Number(number)), text, number)
    assert.ok(!bytes.includes('A. Uthor'))
  }
})

test('how close pixels lie is said with the tags, where the file said it elsewhere', async () => {
  const scan = await sharp({ create: { width: 60, height: 40, channels: 3, background: 'teal' } })
    .jpeg()
    .toBuffer()
  // 300 to the inch in the head of the JPEG, and tags that name a maker only.
  const head = Buffer.from('ffd8ffe000104a46494600010101012c012c0000', 'hex')
  const block = '4d4d002a000000080001010f0002000000060000001a000000005363616e6e00'
  const silent = Buffer.from(`ffe10028457869660000${block}`, 'hex')
  const photo = Buffer.concat([head, silent, scan.subarray(2)])
  assert.equal((await sharp(photo).metadata()).density, 300)
  for (const to of ['jpeg', 'webp', 'avif', 'png']) {
    const { bytes } = await runSteps(photo, [keepAll, call('image.convert', { to })])
    const found = await directoriesIn(await blockIn(bytes))
    assert.deepEqual([found?.picture.get(0x011a), found?.picture.get(0x0128)], ['300/1', '2'], to)
    assert.equal(found?.picture.get(0x010f), 'Scann')
  }
})
