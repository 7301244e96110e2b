import assert from 'node:assert/strict'
import { test } from 'node:test'
import { deflateSync } from 'node:zlib'
import { call, runSteps } from '../../test/suites/run-steps.ts'
import { pngChunk } from './png-chunks.ts'
import { sharp } from './sharp-module.ts'

const painted = sharp({ create: { width: 60, height: 40, channels: 3, background: '#e03020' } })
const keepAll = call('image.metadata', { keep: 'all' })
const timesIn = (file: Buffer, text: string): number => file.toString('latin1').split(text).length - 1

const words = 'Grandmother, second from the left'

/** With a comment in front of all else, as some programs write it. */
async function jpeg(): Promise<Buffer> {
  const plain = await painted
    .clone()
    .withExif({ IFD0: { Make: 'CameraMaker' } })
    .jpeg()
    .toBuffer()
  const head = Buffer.from([0xff, 0xfe, 0, words.length + 2])
  return Buffer.concat([plain.subarray(0, 2), head, Buffer.from(words), plain.subarray(2)])
}

const long = pngChunk('zTXt', Buffer.concat([Buffer.from('Description\0\0'), deflateSync(words)]))

/** With texts ahead of the pixels and behind them. */
async function png(): Promise<Buffer> {
  const plain = await painted
    .clone()
    .withXmp('<x:xmpmeta xmlns:x="adobe:ns:meta/">StarsOfIt</x:xmpmeta>')
    .png()
    .toBuffer()
  const text = (said: string) => pngChunk('tEXt', Buffer.from(said, 'latin1'))
  const before = [text('Author\0A. Uthor'), text('Copyright\0\xa9 Rights'), text('Raw profile type exif\0TagsAsText')]
  const behind = [long, pngChunk('iTXt', Buffer.from('Title\0\0\0de\0Titel\0Großmutter'))]
  return Buffer.concat([plain.subarray(0, 33), ...before, plain.subarray(33, -12), ...behind, plain.subarray(-12)])
}

test('the comment of a JPEG stays once with all that is kept, through every pass', async () => {
  const twice = [call('image.resize', { longest: 30 }), call('image.resize', { longest: 20 })]
  for (const steps of [[], [call('image.upright')], twice]) {
    const { bytes } = await runSteps(await jpeg(), [keepAll, ...steps])
    assert.equal(timesIn(bytes, words), 1)
    assert.ok((await sharp(bytes).metadata()).exif?.includes('CameraMaker'))
  }
})

/** Keywords of all texts of a PNG, in whatever form they stand. */
function keywordsIn(file: Buffer): string[] {
  const found: string[] = []
  for (let at = 8; at + 12 <= file.length; at += 12 + file.readUInt32BE(at)) {
    const [keyword = ''] = file.toString('latin1', at + 8, at + 88).split('\0', 1)
    if (['tEXt', 'zTXt', 'iTXt'].includes(file.toString('latin1', at + 4, at + 8))) found.push(keyword)
  }
  return found.toSorted()
}

const plainTexts = ['Author', 'Copyright', 'Description', 'Title', 'XML:com.adobe.xmp']

test('texts of a PNG stay once and as they are with all that is kept, wherever they stood', async () => {
  const { bytes } = await runSteps(await png(), [keepAll])
  for (const said of ['Author\0A. Uthor', 'Copyright\0\xa9 Rights', 'Title\0\0\0de\0Titel'])
    assert.equal(timesIn(bytes, said), 1, said)
  assert.ok(bytes.includes(long))
  assert.deepEqual(keywordsIn(bytes), [...plainTexts.slice(0, 3), 'Raw profile type exif', ...plainTexts.slice(3)])
  assert.match((await sharp(bytes).metadata()).xmpAsString ?? '', /StarsOfIt/)
})

test('tags in the form of a text, which may show what it was, go with the pixels that they are of', async () => {
  const twice = [call('image.resize', { longest: 30 }), call('image.resize', { longest: 20 })]
  for (const steps of [[call('image.blur', { radius: 2 })], twice, [...twice, call('image.compress')]]) {
    const { bytes } = await runSteps(await png(), [keepAll, ...steps])
    assert.deepEqual(keywordsIn(bytes), plainTexts)
  }
})

test('what is said anew is not said otherwise by a text', async () => {
  const { bytes } = await runSteps(await png(), [call('image.metadata', { keep: 'all', author: 'B. Ox' })])
  assert.deepEqual(keywordsIn(bytes), plainTexts.slice(1))
})

test('comments go where not everything is kept, and into no other format', async () => {
  for (const options of [{ keep: 'none' }, { keep: ['exif', 'copyright'] }, { keep: 'all', drop: ['location'] }])
    for (const file of [await jpeg(), await png()]) {
      const { bytes } = await runSteps(file, [call('image.metadata', options)])
      assert.equal(timesIn(bytes, words), 0)
      for (const keyword of plainTexts.slice(0, 4)) assert.equal(timesIn(bytes, keyword), 0, keyword)
    }
  const { bytes } = await runSteps(await jpeg(), [keepAll, call('image.convert', { to: 'png' })])
  assert.equal(timesIn(bytes, words), 0)
})
