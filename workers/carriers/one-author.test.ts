import assert from 'node:assert/strict'
import { test } from 'node:test'
import { wordedPhoto } from '../../test/fixtures/worded-photo.ts'
import { call, runSteps } from '../../test/suites/run-steps.ts'
import { pngChunk } from './png-chunks.ts'
import { sharp } from './sharp-module.ts'

const before = 'Qxzwvy'
const xmp = `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" xmlns:tiff="http://ns.adobe.com/tiff/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/" tiff:Artist="${before}" tiff:Copyright="${before}"><dc:creator><rdf:Seq><rdf:li>${before}</rdf:li></rdf:Seq></dc:creator></rdf:Description></rdf:RDF></x:xmpmeta>`
const words = [25, 80, 85, 116].map((number): [number, Buffer] => [
  number,
  Buffer.from(number === 25 ? 'harbour' : before),
])

/** A photo whose author and rights stand in EXIF, in EXIF as Windows has it, in XMP twice, and in the words for archives. */
async function photo(): Promise<Buffer> {
  const told = { IFD0: { Artist: before, Copyright: before, XPAuthor: before, XPTitle: 'Lisbon' } }
  const worded = await wordedPhoto(words)
  return sharp(worded).keepMetadata().withExif(told).withXmp(xmp).jpeg().toBuffer()
}

function has(file: Buffer, text: string): boolean {
  return file.includes(text) || file.includes(text, 0, 'utf16le')
}

const entryOf = (number: number, count: number, value: number): number[] => [
  number,
  number >> 8,
  4,
  0,
  count,
  0,
  0,
  0,
  value,
  value >> 8,
  0,
  0,
]
/** A value far behind the end, and in the directory behind the first a thumbnail. */
const brokenTags = Buffer.concat([
  Buffer.from('II*\0\x08\0\0\0\x01\0', 'latin1'),
  Buffer.from([...entryOf(0x010f, 20, 60_000), 26, 0, 0, 0]),
  Buffer.from([2, 0, ...entryOf(0x0201, 1, 56), ...entryOf(0x0202, 1, 12), 0, 0, 0, 0]),
  Buffer.from('SMALLPICTURE'),
])

const formats = ['jpeg', 'png', 'webp', 'avif', 'tiff', 'jxl']
const stamp = { author: 'Somebody', copyright: 'Somebody' }

test('where somebody else is named as the author and the owner, nothing in the picture says who it was before', async () => {
  const input = await photo()
  assert.ok(has(input, before))
  const { bytes: tiff } = await runSteps(input, [
    call('image.metadata', { keep: 'all' }),
    call('image.convert', { to: 'tiff' }),
  ])
  for (const from of [input, tiff])
    for (const keep of ['all', ['copyright'], ['copyright', 'exif', 'xmp']])
      for (const to of formats) {
        const { bytes } = await runSteps(from, [
          call('image.metadata', { keep, ...stamp }),
          call('image.convert', { to }),
        ])
        assert.ok(has(bytes, 'Somebody') && !has(bytes, before), `${String(keep)} to ${to}`)
      }
})

test('what else is said stays beside the new author', async () => {
  for (const to of ['jpeg', 'tiff']) {
    const { bytes } = await runSteps(await photo(), [
      call('image.metadata', { keep: 'all', author: 'Somebody' }),
      call('image.convert', { to }),
    ])
    assert.ok(has(bytes, 'harbour') && has(bytes, 'Lisbon'), to)
  }
  const all = await runSteps(await photo(), [call('image.metadata', { keep: 'all' })])
  assert.ok(has(all.bytes, before))
})

test('a text of a PNG that names the artist gives way to the new author', async () => {
  const png = await sharp({ create: { width: 8, height: 8, channels: 3, background: 'red' } })
    .png()
    .toBuffer()
  const text = pngChunk('tEXt', Buffer.from(`Artist\0${before}`))
  const input = Buffer.concat([png.subarray(0, 33), text, png.subarray(33)])
  const { bytes } = await runSteps(input, [call('image.metadata', { keep: 'all', author: 'Somebody' })])
  assert.ok(!has(bytes, before) && has(bytes, 'Somebody'))
})

test('where somebody else is named, a thumbnail goes from tags that cannot be followed to their end, too', async () => {
  const input = await photo()
  const at = input.indexOf('Exif\0\0') - 4
  const rest = input.subarray(at + 2 + input.readUInt16BE(at + 2))
  const tags = Buffer.from(`Exif\0\0${brokenTags.toString('latin1')}`, 'latin1')
  const head = Buffer.from([0xff, 0xe1, 0, tags.length + 2])
  const broken = Buffer.concat([input.subarray(0, at), head, tags, rest])
  for (const to of ['jpeg', 'webp']) {
    const { bytes } = await runSteps(broken, [
      call('image.metadata', { keep: 'all', author: 'Somebody' }),
      call('image.convert', { to }),
    ])
    assert.ok(!has(bytes, 'SMALLPICTURE'), to)
  }
})
