import assert from 'node:assert/strict'
import { test } from 'node:test'
import { brotliDecompressSync } from 'node:zlib'
import { Fault } from '../../contract/fault.ts'
import { heicPicture } from '../../test/fixtures/heic.ts'
import { call, runSteps } from '../../test/suites/run-steps.ts'
import { decodeJxl } from './jxl.ts'
import { jxlSize } from './jxl-header.ts'
import { sharp } from './sharp-module.ts'

const asPng = call('image.convert', { to: 'png' })
const asJxl = (options = {}) => call('image.convert', { to: 'jxl', effort: 1, ...options })

async function corners(file: Buffer): Promise<number[][]> {
  const { data, info } = await sharp(file).removeAlpha().raw().toBuffer({ resolveWithObject: true })
  const at = (x: number, y: number) => [...data.subarray((y * info.width + x) * 3, (y * info.width + x) * 3 + 3)]
  const [right, bottom] = [info.width - 4, info.height - 4]
  return [at(3, 3), at(right, 3), at(3, bottom), at(right, bottom)].map((pixel) =>
    pixel.map((level) => (level > 127 ? 1 : 0)),
  )
}
const quarters = [
  [1, 0, 0],
  [0, 1, 0],
  [0, 0, 1],
  [1, 1, 1],
]

test('a HEIC picture becomes pixels, upright, with its tags and colour profile', async () => {
  const { bytes, result } = await runSteps(heicPicture, [call('image.metadata', { keep: 'all' }), asPng])
  assert.deepEqual([result.facts.width, result.facts.height], [64, 32])
  assert.deepEqual(await corners(bytes), quarters)
  const { exif, icc, orientation } = await sharp(bytes).metadata()
  assert.ok(exif?.includes('A. Uthor'))
  assert.ok(icc && icc.length > 300)
  assert.equal(orientation ?? 1, 1)
})

/** The same picture with five stars in XMP, put there with exiftool. */
const ratedHeic = [
  'G88HAB6Jsa2CfXDyI0o+PW76fkLbiUiqbE6pmdJIyY1AkLWZqCsBEP9Xaxqg/QC6sDwZJBcZo2MUIDkUEkuqQtZV6XclVOXx1ZWRRVfHwlYY3WHs',
  'IgZxLABtBFsvWc+LLABIouCpJyRRJwCqlvtupOB0nPWcwQJvssjacD/1ZNEmAQAoAA1ETmcDAISDAVAuGkwsARAdDhUIAAAOfU2P9AaFokZcA3QX',
  'jt+TS25DJQCOrAoBSBiAKlE0CgAAFYCmCR7JUwABAfRVrCf0CKCA7tTFnIAGYhRR4HZMqJrLBolHA9zSwgmdFckAgDosyhY5mrFgL9YEwKqvYqMI',
  'LQP617f7iL//fv4E6tMMCFqEkzrETssAjYmgARrtdlPhziBQRxKSFoC3kBnkMP310+W7NjIMYz6cswsIHKPJIevBUUAT0SrzAAAgHEB48j+SAchb',
  '1mSwyBaTAJCHBlayqhhAMtosmXGRTH5BIeP0GDSaoCbqoa2OtcopWbHZAGDVVVtZm8WAAPp+HQSNK131A5s38epAbmEo2T7EdVhO7I+01QCJWkOV',
  '4wL4C8CNlS02gDAAXKptcjxEoyasXsdBPupiyS8ohKGiJpXYTFYFtlZpyc6MgoOeTKV7xWbJ0JPt0N6XOrwxJwtADQBtYEUm4hCZHeY4hihEQQM0',
  's1Wbxa+yCl5aAACpEwY43LN/8QCcJuLfZPufRfZ/i0HfBQ6ai7GAaSH8PwP0hOS8ium8HaM8WtzGcVuI+sOw/eiognwzNABKEIHPK1C3AGh8EahV',
  'BKCBLCoiANA1AtYAWouypMO5KBBqEAWKpocOA3xFCy/0xTicKFWCAgFJosJyVhY0l2Kpxuk5EqezBYcpg8gib3shGXf5Yc8BNSNyIeo8nxRNihzF',
  '68X43hY+q3dqNtu7BxvAqcNCawUrgYokD1yWX55uUwlR3yKT3wRSNburmcxyth42ePdEicB+M7Agd09PbTcfP3VorWALJwRmRscWxp9kXcioaa2V',
  'm+fSaLtrtV0tnNDV2sto0yldjVZXtXyqK2CDj023pK5VaLkiyT4VvI6P4OB+TNHJ3T27abpnXJID/+myio/6unTDVZcLrRUbrVu/jTavB88buRB1',
  'tTosFCBVHcgGR/8nL/a92/HFv739f+6clwN6P17cP/fVgKgp/Q19JFCnh5piF8yxRr5rOcCjoLwwety8Cb2fh5UdHDDiv6udDXonbP0yepzfyNgz',
  '/i9dH3VYEVsr+MVNWg4I92hYkqn6vvvUA++sv2tGbWywY07lr9NDIrq/Vv/oxAYul8zOy8pTe73b9ZW+faB4fMs3q1J+7PvtvPD6kP9eu5rb//b2',
  'aPF7TtiUdvblfzZM8m0zdk1BjT5zvx8ND/zl3aZZwMzfB646RPjW0K369rj346mt+OX52+J68hnTZ2veTBkVsy9T6Xon0+g3eZNL9Zsrz+a1j4io',
  'k3etdcHLWCmL9Rq0d2Prdp83ven0c8L2+u+VjUUVTjntL/Rx2X96yl7t4a7aBWVdbAOY1keIsnbC3FaHWnW+WHuP4Pm2/flfrZN2lX+q+3d5pJS+',
  'JnT35n71+/Z8Fj1y3Pik/BuzvbVZSYY3rdza+WVEp3hbs45ufr3vZ8an21MivMZ8eLq20Y8eSUEbnlzdtO3LMVIPABISOqEGgBpoQCioAESaFDQi',
  'NAgARwCtiAMAI7s1VKU7ZAdUqTEFgaCZgynUhP5IHKECgZELAIA/C7ykoy8Q0Y3JselNFsARmOgEFQCN1lNDJkEtQtHAwpgmlY+mFpaLZ0fUQhUI',
  'hKdpnGYg',
].join('')

test('what a HEIC picture says in XMP is kept', async () => {
  const input = brotliDecompressSync(Buffer.from(ratedHeic, 'base64'))
  const { bytes } = await runSteps(input, [call('image.metadata', { keep: 'all' }), asPng])
  assert.match((await sharp(bytes).metadata()).xmpAsString ?? '', /xmp:Rating='5'/)
})

test('left as it is, a HEIC picture is written as JPEG', async () => {
  const { result } = await runSteps(heicPicture, [])
  assert.deepEqual([result.type, result.extension], ['image/jpeg', 'jpg'])
})

test('a JPEG XL picture goes there and back, lossless when asked', async () => {
  const drawn = (await runSteps(heicPicture, [asPng])).bytes
  const { bytes, result } = await runSteps(drawn, [asJxl({ lossless: true })])
  assert.deepEqual([result.type, result.extension], ['image/jxl', 'jxl'])
  assert.deepEqual(jxlSize(bytes), { width: 64, height: 32 })
  const back = (await runSteps(bytes, [asPng])).bytes
  assert.ok(
    (await sharp(back).removeAlpha().raw().toBuffer()).equals(await sharp(drawn).removeAlpha().raw().toBuffer()),
  )
  const lossy = (await runSteps(drawn, [asJxl({ quality: 60 })])).bytes
  assert.deepEqual(await corners((await runSteps(lossy, [asPng])).bytes), quarters)
})

test('dark and wide colours out of a JPEG XL without loss are the very same', async () => {
  const dark = Buffer.from(
    Array.from({ length: 16 * 16 * 3 }, (_, index) => (index % 3 === 0 ? (index / 3) % 16 : index % 256)),
  )
  const picture = await sharp(dark, { raw: { width: 16, height: 16, channels: 3 } })
    .png()
    .toBuffer()
  const { bytes } = await runSteps(picture, [asJxl({ lossless: true })])
  const back = sharp((await runSteps(bytes, [asPng])).bytes)
  assert.deepEqual(await back.raw().toBuffer(), dark)
})

/** 4 × 4 pixels of 16 bits without loss, with transparency that nothing shows through: `cjxl -d 0`. */
const deepJxl =
  'AAAADEpYTCANCocKAAAAFGZ0eXBqeGwgAAAAAGp4bCAAAAAJanhsbAoAAABLanhsY/8KGBD8KCguBAgIEADQAEsYixXCOcXOA8j2dQBH6B/6h/6nHq8pWN2T+B7u9/QOu/LCw/0Sm4A8UQYA+PQHAIw/AAA='

test('a JPEG XL of 16 bits without loss stays in its depth', async () => {
  const { bytes } = await runSteps(Buffer.from(deepJxl, 'base64'), [asPng])
  const pixels = await sharp(bytes).toColourspace('rgb16').raw({ depth: 'ushort' }).toBuffer()
  const first = Array.from({ length: 6 }, (_, at) => pixels.readUInt16LE(at * 2))
  assert.deepEqual(first, [0, 1021, 2042, 4084, 5105, 6126])
})

test('what a picture says goes into a JPEG XL as far as it is kept, and out of it again', async () => {
  const told = { IFD0: { Artist: 'A. Uthor', Make: 'CameraMaker' }, IFD3: { GPSDateStamp: '2024:05:06' } }
  const plain = (await runSteps(heicPicture, [asPng])).bytes
  const photo = await sharp(plain).withExif(told).withXmp('<x:xmpmeta>in words</x:xmpmeta>').jpeg().toBuffer()
  const saidBy = (file: Buffer): string[] =>
    ['A. Uthor', 'CameraMaker', '2024:05:06', 'in words'].filter((words) => file.includes(words))
  const keeping = (options: object) => call('image.metadata', { ...options })
  const { bytes: jxl } = await runSteps(photo, [keeping({ keep: 'all' }), asJxl()])
  assert.deepEqual(saidBy(jxl), saidBy(photo))
  const jpeg = call('image.convert', { to: 'jpeg' })
  assert.deepEqual(saidBy((await runSteps(jxl, [keeping({ keep: 'all' }), jpeg])).bytes), saidBy(photo))
  const { bytes } = await runSteps(photo, [keeping({ keep: ['copyright'], author: 'Zoë' }), asJxl()])
  assert.deepEqual([saidBy(bytes), bytes.includes('Zoë')], [[], true])
  assert.deepEqual(saidBy((await runSteps(jxl, [asJxl()])).bytes), [])
})

test('grey, transparent and turned pictures are written as JPEG XL as they are seen', async () => {
  const ground = {
    create: { width: 30, height: 20, channels: 4 as const, background: { r: 200, g: 0, b: 0, alpha: 0.5 } },
  }
  const veil = await runSteps(await sharp(ground).png().toBuffer(), [asJxl({ lossless: true })])
  assert.equal((await decodeJxl(veil.bytes)).data[3], 128)
  const tagged = await sharp(ground).flatten().toColourspace('b-w').withMetadata({ orientation: 6 }).jpeg().toBuffer()
  assert.deepEqual((await runSteps(tagged, [asJxl()])).result.facts.height, 30)
})

test('too many pixels are refused before any is decoded, and damage is named', async () => {
  const jxl = (await runSteps(heicPicture, [asJxl()])).bytes
  const fails = (file: Buffer, codes: string[], limits = {}) =>
    assert.rejects(runSteps(file, [asPng], { limits }), (error) => {
      assert.ok(error instanceof Fault && codes.includes(error.code), String(error))
      return true
    })
  for (const file of [heicPicture, jxl]) {
    await fails(file, ['too-large'], { maxPixels: 1000 })
    await fails(file.subarray(0, file.length - 40), ['file-truncated', 'file-damaged'])
  }
})
