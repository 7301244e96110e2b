import assert from 'node:assert/strict'
import { test } from 'node:test'
import { call, runSteps } from '../../../test/suites/run-steps.ts'
import { taggedTiff } from '../../../test/fixtures/tagged-tiff.ts'
import { sharp } from '../../carriers/sharp-module.ts'
import { tiffDirectories } from '../../tiff-directories.ts'

const xmp = `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description
 rdf:about="" xmlns:exif="http://ns.adobe.com/exif/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/" exif:GPSLatitude="51,30N" dc:format="x"
 xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/" photoshop:City="GPS Town"
 xmlns:Iptc4xmpExt="http://iptc.org/std/Iptc4xmpExt/2008-02-29/">
 <Iptc4xmpExt:LocationCreated><rdf:Bag><rdf:li Iptc4xmpExt:City="GPS Town"/></rdf:Bag></Iptc4xmpExt:LocationCreated>
 <exif:GPSLongitude>0,7W</exif:GPSLongitude></rdf:Description></rdf:RDF></x:xmpmeta>`

/** A photo that says everything, its author's name in UTF-8 as cameras write it. */
async function photo(format: 'jpeg' | 'png' | 'webp' | 'avif' = 'jpeg'): Promise<Buffer> {
  const exif = {
    IFD0: { Artist: 'Zo__ Author', Copyright: 'Rights Holder', Make: 'CameraMaker' },
    IFD2: { LensModel: 'GlassOfALens', ExposureTime: '1/200' },
    IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '51/1 30/1 123/10', GPSDateStamp: '2024:05:06' },
  }
  const plain = sharp({ create: { width: 32, height: 20, channels: 3, background: '#e03020' } })
  const file = await plain.withExif(exif).withXmp(xmp).withIccProfile('p3').toFormat(format).toBuffer()
  file.write('Zoë', file.indexOf('Zo__'))
  return format === 'png'
    ? sharp(await photo('jpeg'))
        .keepMetadata()
        .png()
        .toBuffer()
    : file
}

async function kept(input: Buffer, keep: unknown, more: Parameters<typeof runSteps>[1] = []) {
  return saidBy((await runSteps(input, [call('image.metadata', { keep }), ...more])).bytes)
}

async function saidBy(bytes: Buffer) {
  const { exif, icc, xmp } = await sharp(bytes).metadata()
  const text = exif?.toString() ?? ''
  const has = (words: string): boolean => text.includes(words)
  return {
    author: has('Zoë Author'),
    rights: has('Rights Holder'),
    camera: has('CameraMaker') && has('GlassOfALens'),
    place: has('2024:05:06'),
    profile: icc !== undefined,
    xmp: xmp !== undefined,
    xmpPlace: /GPS/.test(xmp?.toString() ?? ''),
  }
}

const nothing = {
  author: false,
  rights: false,
  camera: false,
  place: false,
  profile: false,
  xmp: false,
  xmpPlace: false,
}
const everything = { author: true, rights: true, camera: true, place: true, profile: true, xmp: true, xmpPlace: true }

test('only what is on the list stays, letter for letter, in every format that has it', async () => {
  for (const format of ['jpeg', 'png', 'webp', 'avif'] as const) {
    const input = await photo(format)
    assert.deepEqual(await kept(input, 'none'), nothing, format)
    assert.deepEqual(await kept(input, ['copyright']), { ...nothing, author: true, rights: true }, format)
    assert.deepEqual(await kept(input, ['exif']), { ...nothing, author: true, rights: true, camera: true }, format)
    assert.deepEqual(await kept(input, ['location']), { ...nothing, place: true }, format)
    assert.deepEqual(await kept(input, ['colour-profile']), { ...nothing, profile: true }, format)
    assert.deepEqual(await kept(input, ['xmp']), { ...nothing, xmp: true }, format)
    assert.deepEqual(
      await kept(input, ['xmp', 'location']),
      { ...nothing, place: true, xmp: true, xmpPlace: true },
      format,
    )
    assert.deepEqual(await kept(input, 'all'), everything, format)
  }
})

test('it stays through passes, and into other formats', async () => {
  const twice = [call('image.resize', { longest: 20 }), call('image.resize', { longest: 10 })]
  const input = await photo()
  assert.deepEqual(await kept(input, 'all', twice), everything)
  assert.deepEqual(await kept(input, ['copyright'], twice), { ...nothing, author: true, rights: true })
  for (const to of ['png', 'webp', 'avif']) {
    assert.deepEqual(
      await kept(input, ['copyright'], [call('image.convert', { to })]),
      { ...nothing, author: true, rights: true },
      to,
    )
  }
})

test('without the step nothing stays', async () => {
  const { bytes } = await runSteps(await photo(), [call('image.resize', { longest: 10 })])
  const { exif, icc, xmp } = await sharp(bytes).metadata()
  assert.deepEqual([exif, icc, xmp], [undefined, undefined, undefined])
})

test('colours are converted to sRGB, or keep their numbers with their profile', async () => {
  const input = await photo('png')
  const first = async (file: Buffer) => [...(await sharp(file, { ignoreIcc: true }).raw().toBuffer()).subarray(0, 3)]
  const stored = await first(input)
  const converted = (await runSteps(input, [])).bytes
  const wanted = [...(await sharp(input).raw().toBuffer()).subarray(0, 3)]
  assert.deepEqual(await first(converted), wanted)
  assert.notDeepEqual(wanted, stored)
  assert.deepEqual(await first((await runSteps(input, [call('image.metadata', {})])).bytes), stored)
})

test('a format that holds no profile gets the colours of sRGB, whatever is kept', async () => {
  const input = await photo('png')
  const wanted = [...(await sharp(input).raw().toBuffer()).subarray(0, 3)]
  for (const to of ['gif', 'jxl']) {
    const made = await runSteps(input, [call('image.metadata', { keep: 'all' }), call('image.convert', { to })])
    const back = (await runSteps(made.bytes, [call('image.convert', { to: 'png' })])).bytes
    const found = [...(await sharp(back).raw().toBuffer()).subarray(0, 3)]
    assert.ok(
      wanted.every((value, index) => Math.abs(value - (found[index] ?? 0)) <= 3),
      `${to}: ${found.join()} is not ${wanted.join()}`,
    )
  }
})

test('a deep picture with a wide profile comes out in sRGB too', async () => {
  const shallow = await photo('png')
  const deep = await sharp(shallow, { ignoreIcc: true }).keepIccProfile().toColourspace('rgb16').png().toBuffer()
  assert.equal((await sharp(deep).metadata()).depth, 'ushort')
  const first = async (file: Buffer) => [...(await sharp(file, { ignoreIcc: true }).raw().toBuffer()).subarray(0, 3)]
  const wanted = await first((await runSteps(shallow, [])).bytes)
  const found = await first((await runSteps(deep, [])).bytes)
  assert.ok(
    wanted.every((value, index) => Math.abs(value - (found[index] ?? 0)) <= 2),
    `${found.join()} is not ${wanted.join()}`,
  )
})

test('the orientation stays with the tags that are kept, once', async () => {
  const turned = await sharp(await photo())
    .keepMetadata()
    .withMetadata({ orientation: 6 })
    .toBuffer()
  for (const keep of [['copyright'], ['exif'], 'all', 'none']) {
    const { bytes } = await runSteps(turned, [call('image.metadata', { keep })])
    assert.equal((await sharp(bytes).metadata()).orientation, 6, String(keep))
    const upright = await runSteps(turned, [call('image.metadata', { keep }), call('image.upright')])
    assert.equal((await sharp(upright.bytes).metadata()).orientation ?? 1, 1, String(keep))
  }
})

test('all but one part is kept, and a copyright of one’s own replaces what was there, or is all there is', async () => {
  const said = async (options: Record<string, unknown>, to = 'jpeg') => {
    const calls = [call('image.metadata', options), call('image.convert', { to })]
    const { bytes } = await runSteps(await photo(), calls)
    return (await sharp(bytes).metadata()).exif?.toString() ?? ''
  }
  const all = await said({ keep: 'all', drop: ['location'] })
  assert.ok(all.includes('CameraMaker') && all.includes('Rights Holder') && !all.includes('2024:05:06'))
  for (const to of ['jpeg', 'png', 'webp', 'avif']) {
    const stamped = await said({ keep: 'all', copyright: '© B. Ox', author: 'Zoë Ë' }, to)
    assert.ok(stamped.includes('CameraMaker') && stamped.includes('© B. Ox') && stamped.includes('Zoë Ë'), to)
    assert.ok(!stamped.includes('Rights Holder'), to)
  }
  const only = await said({ keep: 'none', copyright: '(c) B. Ox' })
  assert.ok(only.includes('(c) B. Ox') && !only.includes('CameraMaker'), only)
})

test('what is dropped goes from wherever it stands, though what stands beside it is kept', async () => {
  for (const format of ['jpeg', 'png', 'webp', 'avif'] as const) {
    const input = await photo(format)
    const without = async (part: string) =>
      saidBy((await runSteps(input, [call('image.metadata', { keep: 'all', drop: [part] })])).bytes)
    assert.deepEqual(await without('copyright'), { ...everything, author: false, rights: false }, format)
    assert.deepEqual(await without('exif'), { ...everything, camera: false }, format)
    assert.deepEqual(await without('location'), { ...everything, place: false, xmpPlace: false }, format)
    assert.deepEqual(await without('xmp'), { ...everything, xmp: false, xmpPlace: false }, format)
  }
})

test('of what is dropped, the pictures of an animation say nothing either', async () => {
  const frames = await Promise.all(
    ['red', 'blue'].map((background) =>
      sharp({ create: { width: 8, height: 6, channels: 3, background } })
        .png()
        .toBuffer(),
    ),
  )
  const input = await sharp(frames, { join: { animated: true } })
    .withExif({ IFD0: { Artist: 'A. Uthor', Make: 'CameraMaker' } })
    .webp()
    .toBuffer()
  const drop = call('image.metadata', { keep: 'all', drop: ['copyright'] })
  const { bytes } = await runSteps(input, [drop, call('image.frames', { to: 'jpeg' })])
  const { exif } = await sharp(bytes).metadata()
  assert.ok(exif?.includes('CameraMaker') && !exif.includes('A. Uthor'))
})

test('what a TIFF file says is kept in other formats, letter for letter', async () => {
  const tiff = await taggedTiff({
    picture: { 0x010f: 'CameraMaker', 0x013b: 'Zoë Author', 0x8298: 'Rights Holder' },
    exif: { 0x829a: [[1, 8000]], 0xa434: 'GlassOfALens' },
    gps: {
      1: 'N',
      2: [
        [51, 1],
        [30, 1],
        [123, 10],
      ],
      0x1d: '2024:05:06',
    },
  })
  const passes = [call('image.resize', { longest: 20 }), call('image.resize', { longest: 10 })]
  for (const to of ['jpeg', 'png', 'webp', 'avif']) {
    const into = (keep: unknown) => kept(tiff, keep, [...passes, call('image.convert', { to })])
    const rights = { author: true, rights: true }
    assert.deepEqual(await into('none'), nothing, to)
    assert.deepEqual(await into(['copyright']), { ...nothing, ...rights }, to)
    assert.deepEqual(await into(['exif']), { ...nothing, ...rights, camera: true }, to)
    assert.deepEqual(await into(['location']), { ...nothing, place: true }, to)
    assert.deepEqual(await into('all'), { ...nothing, ...rights, camera: true, place: true }, to)
  }
  const dropped = call('image.metadata', { keep: 'all', drop: ['copyright'] })
  assert.deepEqual(await saidBy((await runSteps(tiff, [dropped, call('image.convert', { to: 'jpeg' })])).bytes), {
    ...nothing,
    camera: true,
    place: true,
  })
  const { bytes } = await runSteps(tiff, [
    call('image.metadata', { keep: 'all' }),
    call('image.convert', { to: 'jpeg' }),
  ])
  const { exif } = await sharp(bytes).metadata()
  const tags = await tiffDirectories(async (at, length) => (exif ?? Buffer.alloc(0)).subarray(at + 6, at + 6 + length))
  assert.deepEqual([tags?.exif.get(0x829a), tags?.gps.get(2)], ['1/8000', '51/1 30/1 123/10'])
})

test('a copyright of one’s own replaces what XMP says too, however that is written', async () => {
  const said = (inside: string, attributes = '') =>
    xmp.replace('<exif:GPSLongitude>', () => `${inside}<exif:GPSLongitude>`).replace('dc:format="x"', attributes)
  const list = (name: string, kind: string) =>
    `<dc:${name}><rdf:${kind}><rdf:li>Old ${name}</rdf:li></rdf:${kind}></dc:${name}>`
  const ways = [
    said(list('rights', 'Alt') + list('creator', 'Seq')),
    said('', `dc:rights="Old" dc:creator='Old'`),
    said(''),
  ]
  for (const [at, block] of ways.entries()) {
    const input = await sharp(await photo())
      .keepMetadata()
      .withXmp(block)
      .toBuffer()
    const { bytes } = await runSteps(input, [
      call('image.metadata', { keep: 'all', copyright: '© B & B', author: 'Zoë' }),
    ])
    const found = (await sharp(bytes).metadata()).xmpAsString ?? ''
    assert.doesNotMatch(found, /Old/, String(at))
    assert.match(found, /<dc:rights>.*© B &amp; B.*<\/dc:rights>/s)
    assert.match(found, /<dc:creator>.*Zoë.*<\/dc:creator>/s)
    assert.match(found, /photoshop:City="GPS Town"/)
  }
})
