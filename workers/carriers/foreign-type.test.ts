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
  assert.equal(await whyOf(Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>')), 'It is an SVG drawing.')
  assert.equal(await whyOf(Buffer.from('%PDF-1.7\n')), 'It is a PDF document.')
  assert.equal(await whyOf(Buffer.from('<!doctype html><p>hello')), 'It is a web page.')
  assert.equal(await whyOf(Buffer.from('hello')), 'It is plain text.')
  assert.equal(await whyOf(Buffer.from([1, 0, 2, 0, 255])), 'It is of no kind that is known.')
})
