import assert from 'node:assert/strict'
import { test } from 'node:test'
import { wordedPhoto } from '../../test/fixtures/worded-photo.ts'
import { call, runSteps } from '../../test/suites/run-steps.ts'
import { tiffDirectories } from '../tiff-directories.ts'
import { blockOf } from './exif-block.ts'
import { sharp } from './sharp-module.ts'

const xmp = `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about=""
 xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:creator><rdf:Seq><rdf:li>Zoë Author</rdf:li><rdf:li>B. Ox</rdf:li></rdf:Seq></dc:creator>
 <dc:rights><rdf:Alt><rdf:li xml:lang="de">Rechte</rdf:li><rdf:li xml:lang="x-default">Ox &amp; Sons &#169;</rdf:li></rdf:Alt></dc:rights>
 </rdf:Description></rdf:RDF></x:xmpmeta>`

const painted = () => sharp({ create: { width: 60, height: 40, channels: 3, background: '#e03020' } })

/** Copyright and author, as the result's tags say them. */
async function rights(input: Buffer, options: Record<string, unknown>, to = 'jpeg') {
  const calls = [call('image.metadata', options), call('image.resize', { longest: 30 }), call('image.convert', { to })]
  const { bytes } = await runSteps(input, calls)
  const block = blockOf((await sharp(bytes).metadata()).exif ?? Buffer.alloc(0))
  const tags = await tiffDirectories(async (at, length) => block.subarray(at, at + length))
  return [tags?.picture.get(0x8298), tags?.picture.get(0x013b)]
}

const keep = ['copyright']

test('a copyright and authors that stand only in XMP are kept, in every format that has tags', async () => {
  for (const from of ['jpeg', 'png', 'webp', 'tiff'] as const)
    for (const to of ['jpeg', 'png', 'webp', 'avif']) {
      const input = await painted().withXmp(xmp).toFormat(from).toBuffer()
      assert.deepEqual(await rights(input, { keep }, to), ['Ox & Sons ©', 'Zoë Author; B. Ox'], `${from} ${to}`)
    }
  const attributes = xmp.replace('rdf:about=""', `rdf:about="" dc:rights='Told' `).replace(/<dc:.*<\/dc:\w+>/s, '')
  assert.deepEqual(await rights(await painted().withXmp(attributes).jpeg().toBuffer(), { keep }), ['Told', undefined])
})

test('so are those that stand only among words for archives, in UTF-8 or older letters', async () => {
  const said = [Buffer.from('© Ox'), Buffer.from('Zoë', 'latin1'), Buffer.from('B. Ox')] as const
  const input = await wordedPhoto([
    [116, said[0]],
    [80, said[1]],
    [80, said[2]],
  ])
  assert.deepEqual(await rights(input, { keep }), ['© Ox', 'Zoë; B. Ox'])
})

test('what the tags say has the first word, but blanks say nothing', async () => {
  const exif = { IFD0: { Copyright: 'Rights Holder', Artist: '   ' } }
  const input = await painted().withExif(exif).withXmp(xmp).jpeg().toBuffer()
  assert.deepEqual(await rights(input, { keep }), ['Rights Holder', 'Zoë Author; B. Ox'])
  const own = { keep, author: 'Somebody' }
  assert.deepEqual(await rights(input, own), ['Rights Holder', 'Somebody'])
})

test('it goes where it is not kept, or dropped', async () => {
  const input = await painted().withXmp(xmp).jpeg().toBuffer()
  for (const options of [{ keep: 'none' }, { keep: ['xmp'] }, { keep: 'all', drop: ['copyright'] }])
    assert.deepEqual(await rights(input, options), [undefined, undefined], JSON.stringify(options))
})
