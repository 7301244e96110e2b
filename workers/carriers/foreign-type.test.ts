import assert from 'node:assert/strict'
import { test } from 'node:test'
import sharp from 'sharp'
import { foreignType } from './foreign-type.ts'

const whyOf = async (head: Buffer): Promise<string> => (await foreignType('x', head)).why

test('a file of another kind is called what it is', async () => {
  const picture = sharp({ create: { width: 8, height: 8, channels: 3, background: 'teal' } })
  // The directory of a TIFF stands at its end, so its beginning alone has to tell.
  const tiff = await picture.tiff().toBuffer()
  assert.equal(await whyOf(tiff.subarray(0, 100)), 'It is a TIFF picture.')
  const bitmap = Buffer.from('424d460000000000000036000000280000000200000002000000010018', 'hex')
  assert.equal(await whyOf(bitmap), 'It is a BMP picture, which Millrace does not open.')
  // Its first bytes are those of a cursor on Windows, but for how many there are.
  const targa = Buffer.from('000002000000000000000000c8007800180000ff0000ff0000', 'hex')
  assert.equal(await whyOf(targa), 'It is of no kind that is known.')
  const cursor = Buffer.from('00000200010020200000000000003010000016000000', 'hex')
  assert.equal(await whyOf(cursor), 'It is of the type image/x-icon.')
  const jpeg2000 = Buffer.from('0000000c6a5020200d0a870a00000014667479706a703220000000006a703220', 'hex')
  assert.equal(await whyOf(jpeg2000), 'It is a JPEG 2000 picture, which Millrace does not open.')
  assert.equal(await whyOf(Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>')), 'It is an SVG drawing.')
  assert.equal(await whyOf(Buffer.from('%PDF-1.7\n')), 'It is a PDF document.')
  const oldLetter = Buffer.from(`d0cf11e0a1b11ae1${'00'.repeat(504)}`, 'hex')
  assert.equal(
    await whyOf(oldLetter),
    'It is in the form of an old Office document (.doc, .xls, .ppt), or of one with a password.',
  )
  assert.equal(await whyOf(Buffer.from('<!doctype html><p>hello')), 'It is a web page.')
  assert.equal(await whyOf(Buffer.from('hello')), 'It is plain text.')
  assert.equal(await whyOf(Buffer.from([1, 0, 2, 0, 255])), 'It is of no kind that is known.')
})
