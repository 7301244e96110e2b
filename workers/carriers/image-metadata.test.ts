import assert from 'node:assert/strict'
import { test } from 'node:test'
import { call, runSteps } from '../../test/suites/run-steps.ts'
import { sharp } from './sharp-module.ts'

/** Stands in every small picture of the photo as it was. */
const before = 'PictureAsItWas'
const xmp = `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about=""
 xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:tiff="http://ns.adobe.com/tiff/1.0/" xmp:Rating="5" tiff:Orientation="6">
 <xmp:Thumbnails><rdf:Alt><rdf:li>${before}</rdf:li></rdf:Alt></xmp:Thumbnails></rdf:Description></rdf:RDF></x:xmpmeta>`

/** A photo that lies on its side and says what it looked like in each way that a JPEG has for it. */
async function photo(): Promise<Buffer> {
  const exif = { IFD0: { Make: 'CameraMaker', Artist: 'A. Uthor' } }
  const plain = sharp({ create: { width: 60, height: 40, channels: 3, background: '#e03020' } })
  const file = await plain.withExif(exif).withMetadata({ orientation: 6 }).withXmp(xmp).jpeg().toBuffer()
  const stored = (await sharp(file).metadata()).exif?.subarray(6) ?? Buffer.alloc(0)
  const block = withThumbnail(stored)
  const at = file.indexOf(stored) - 10
  const rest = file.subarray(at + 10 + stored.length)
  return Buffer.concat([file.subarray(0, at), segment(0xe1, 'Exif\0\0', block), photoshop(), rest])
}

/** Its first directory leads on to a second, with the place and the length of the small picture. */
function withThumbnail(block: Buffer): Buffer {
  assert.equal(block.toString('latin1', 0, 2), 'II')
  const directory = Buffer.alloc(30)
  directory.writeUInt16LE(2)
  for (const [entry, [number, value]] of [
    [0x0201, block.length + directory.length],
    [0x0202, before.length],
  ].entries() as Iterable<[number, [number, number]]>) {
    directory.writeUInt16LE(number, 2 + entry * 12)
    directory.writeUInt16LE(4, 4 + entry * 12)
    directory.writeUInt32LE(1, 6 + entry * 12)
    directory.writeUInt32LE(value, 10 + entry * 12)
  }
  const linked = Buffer.from(block)
  const first = block.readUInt32LE(4)
  linked.writeUInt32LE(block.length, first + 2 + block.readUInt16LE(first) * 12)
  return Buffer.concat([linked, directory, Buffer.from(before)])
}

/** A keyword for archives, and a thumbnail. */
function photoshop(): Buffer {
  const keyword = '\x1c\x02\x19\0\x04word\0'
  const resources = `8BIM\x04\x04\0\0\0\0\0\x09${keyword}8BIM\x04\x0c\0\0\0\0\0\x0e${before}`
  return segment(0xed, 'Photoshop 3.0\0', Buffer.from(resources, 'latin1'))
}

function segment(marker: number, letters: string, content: Buffer): Buffer {
  const head = Buffer.from([0xff, marker, 0, 0])
  head.writeUInt16BE(letters.length + content.length + 2, 2)
  return Buffer.concat([head, Buffer.from(letters), content])
}

const keepAll = call('image.metadata', { keep: 'all' })

test('everything is kept but the small pictures of what it was before', async () => {
  const input = await photo()
  assert.equal(input.toString('latin1').split(before).length, 4)
  const changes = [[], [call('image.crop', { width: 20, height: 20 })], [call('image.blur', { radius: 9 })]]
  for (const steps of changes) {
    const { bytes } = await runSteps(input, [keepAll, ...steps])
    assert.ok(!bytes.includes(before), JSON.stringify(steps))
    const { exif, iptc, xmpAsString } = await sharp(bytes).metadata()
    assert.ok(exif?.includes('CameraMaker') && exif.includes('A. Uthor') && iptc?.includes('word'))
    assert.match(xmpAsString ?? '', /xmp:Rating="5"/)
  }
})

test('no small picture is carried through passes or into other formats', async () => {
  const twice = [call('image.resize', { longest: 30 }), call('image.resize', { longest: 20 })]
  for (const to of ['jpeg', 'png', 'webp', 'avif']) {
    const { bytes } = await runSteps(await photo(), [keepAll, ...twice, call('image.convert', { to })])
    assert.ok(!bytes.includes(before), to)
    assert.ok((await sharp(bytes).metadata()).exif?.includes('CameraMaker'), to)
  }
  const png = await sharp(await photo())
    .keepMetadata()
    .png()
    .toBuffer()
  assert.ok(png.includes(before))
  assert.ok(!(await runSteps(png, [keepAll])).bytes.includes(before))
})

test('XMP does not say that a picture made upright lies on its side', async () => {
  const { bytes } = await runSteps(await photo(), [keepAll, call('image.upright')])
  const { orientation = 1, xmpAsString = '', width } = await sharp(bytes).metadata()
  assert.deepEqual([orientation, width], [1, 40])
  assert.doesNotMatch(xmpAsString, /Orientation/)
})
