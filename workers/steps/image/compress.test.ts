import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Fault } from '../../../contract/fault.ts'
import { call, runSteps } from '../../../test/suites/run-steps.ts'
import { sharp } from '../../carriers/sharp-module.ts'
import { stepSchemas } from '../step-schemas.ts'

/** Soft shapes with some grain, as a photo has. */
async function photo(width: number, height: number): Promise<Buffer> {
  const data = Buffer.alloc(width * height * 3)
  let grain = 1
  for (let at = 0; at < data.length; at += 1) {
    grain = (grain * 1_103_515_245 + 12_345) % 2 ** 31
    const [x, y] = [Math.floor(at / 3) % width, Math.floor(at / 3 / width)]
    data[at] = 128 + 70 * Math.sin(x / 40 + (at % 3)) + 40 * Math.cos(y / 25) + (grain / 2 ** 31) * 12
  }
  return sharp(data, { raw: { width, height, channels: 3 } })
    .png({ compressionLevel: 1 })
    .toBuffer()
}

const picture = await photo(480, 360)
const asJpeg = (quality: number) => sharp(picture).jpeg({ quality }).toBuffer()
const keepAll = call('image.metadata', { keep: 'all' })

test('each format that can lose something gets smaller and stays alike', async () => {
  const input = await asJpeg(95)
  for (const to of ['jpeg', 'webp', 'avif']) {
    const { bytes, result } = await runSteps(input, [call('image.compress'), call('image.convert', { to })])
    assert.ok(bytes.length < input.length * 0.7, `${to}: ${bytes.length} of ${input.length}`)
    assert.ok(Number(result.facts.similarity) > 0.9, `${to}: ${result.facts.similarity}`)
    assert.ok(Number(result.facts.quality) >= 45)
  }
})

test('a large picture is judged by parts from all over it', async () => {
  const large = await sharp(await photo(1300, 900))
    .jpeg({ quality: 95 })
    .toBuffer()
  const { result } = await runSteps(large, [call('image.compress')])
  assert.ok(result.sizeBytes < large.length * 0.7)
  assert.ok(Number(result.facts.similarity) > 0.9)
})

test('more likeness costs more bytes', async () => {
  const input = await asJpeg(98)
  const at = async (likeness: number) => (await runSteps(input, [call('image.compress', { likeness })])).result
  const [rough, fine] = [await at(0.9), await at(0.995)]
  assert.ok(rough.sizeBytes < fine.sizeBytes)
  assert.ok(Number(rough.facts.similarity) < Number(fine.facts.similarity))
})

test('a picture of nothing but grain gets the highest quality that is tried, and the option says so', async () => {
  const grain = { type: 'gaussian', mean: 128, sigma: 40 } as const
  const made = sharp({ create: { width: 96, height: 96, channels: 3, background: 'grey', noise: grain } })
  const input = await made.jpeg({ quality: 100 }).toBuffer()
  const { result } = await runSteps(input, [call('image.compress', { likeness: 0.999 })])
  assert.ok(Number(result.facts.similarity) < 0.999)
  const told = JSON.stringify(stepSchemas().get('image.compress')?.descriptor.options)
  assert.ok(told.includes(`quality ${result.facts.quality} (WebP 90, AVIF 75)`), told)
})

test('at most so many bytes, in the best quality that fits, or the reason why not', async () => {
  const input = await asJpeg(95)
  const within = (size: string) => runSteps(input, [call('image.compress', { 'at-most': size })])
  const { result } = await within('8 kB')
  assert.ok(result.sizeBytes <= 8_000 && result.sizeBytes > 5_000, String(result.sizeBytes))
  await assert.rejects(within('1 kB'), (error) => {
    assert.ok(error instanceof Fault && error.code === 'step-failed')
    assert.match(error.why, /^Even at quality 10 it has \d+(\.\d)? k?B, and 1\.0 kB are allowed/)
    return true
  })
})

test('a file that would not get much smaller stays as it is, byte for byte', async () => {
  const small = await asJpeg(50)
  const again = await runSteps(small, [keepAll, call('image.compress')])
  assert.ok(
    again.bytes.equals(small),
    `${again.bytes.length} of ${small.length}, ${JSON.stringify(again.result.facts)}`,
  )
  // Some phones write behind the picture, and none of it is read.
  const trailed = Buffer.concat([small, Buffer.from('SEFT')])
  assert.ok((await runSteps(trailed, [keepAll, call('image.compress')])).bytes.equals(trailed))
  const turned = await sharp(small).withMetadata({ orientation: 3 }).toBuffer()
  const upright = await runSteps(turned, [keepAll, call('image.upright'), call('image.compress')])
  assert.equal((await sharp(upright.bytes).metadata()).orientation ?? 1, 1)
})

test('a photo that a film or a map of brightness lies behind stays as it is, however much smaller it would get', async () => {
  const withXmp = (said: string) =>
    sharp(picture)
      .withXmp(
        `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description ${said}/></rdf:RDF></x:xmpmeta>`,
      )
      .jpeg({ quality: 98 })
      .toBuffer()
  const stays = async (said: string, calls = [keepAll], behind = 'ftyp') => {
    const input = Buffer.concat([await withXmp(said), Buffer.from(behind)])
    const { bytes } = await runSteps(input, [...calls, call('image.compress')])
    return bytes.equals(input)
  }
  const camera = 'xmlns:GCamera="http://ns.google.com/photos/1.0/camera/"'
  assert.equal(await stays(`${camera} GCamera:MotionPhoto="1"`), true)
  assert.equal(await stays('xmlns:hdrgm="http://ns.adobe.com/hdr-gain-map/1.0/" hdrgm:Version="1.0"'), true)
  assert.equal(await stays(camera, [keepAll], 'MotionPhoto_Data ftyp'), true)
  assert.equal(await stays(`${camera} GCamera:MotionPhoto="0"`), false)
  assert.equal(await stays(`${camera} GCamera:MotionPhoto="1"`, []), false)
})

test('colours of print stay as they were mixed, however much smaller the file would get, and it is said why', async () => {
  const print = await sharp(picture).toColourspace('cmyk').jpeg({ quality: 100 }).toBuffer()
  const { bytes, result } = await runSteps(print, [keepAll, call('image.compress')])
  assert.ok(bytes.equals(print))
  assert.match(String(result.facts.stays), /CMYK/)
  await assert.rejects(runSteps(print, [keepAll, call('image.compress', { 'at-most': '8 kB' })]), (error) => {
    assert.ok(error instanceof Fault && error.code === 'not-smaller')
    assert.match(error.why, /CMYK/)
    return true
  })
  // Where colours are not to be kept, they are those of a screen, as with every step.
  const plain = await runSteps(print, [call('image.compress')])
  assert.equal((await sharp(plain.bytes).metadata()).space, 'srgb')
  assert.equal(plain.result.facts.stays, undefined)
})

test('formats that lose nothing stay as they are, pixel by pixel', async () => {
  const { bytes } = await runSteps(picture, [keepAll, call('image.compress')])
  assert.ok(bytes.length < picture.length)
  const [made, wanted] = [await sharp(bytes).raw().toBuffer(), await sharp(picture).raw().toBuffer()]
  assert.ok(made.equals(wanted))
})
