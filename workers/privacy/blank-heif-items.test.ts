import assert from 'node:assert/strict'
import { test } from 'node:test'
import { blankItems } from './blank-heif-items.ts'

function box(type: string, ...parts: (Buffer | string)[]): Buffer {
  const content = Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part, 'latin1') : part)))
  const length = Buffer.alloc(4)
  length.writeUInt32BE(content.length + 8)
  return Buffer.concat([length, Buffer.from(type, 'latin1'), content])
}

/** Two items of four bytes each, `said` with the content types they are told to have, behind one table. */
function heif(first: string, second: string): Buffer {
  const info = [first, second].map((kind, at) =>
    box('infe', '\x02\0\0\0', `\0${'\x01\x02'[at]}\0\0`, `mime\0${kind}\0`),
  )
  const table = (from: number): Buffer => {
    const place = (id: string, at: number) =>
      `\0${id}\0\0\0\x01${String.fromCharCode(0, 0, at >> 8, at & 255)}\0\0\0\x04`
    const places = box('iloc', '\0\0\0\0\x44\0\0\x02', place('\x01', from), place('\x02', from + 4))
    return box('meta', '\0\0\0\0', box('iinf', '\0\0\0\0\0\x02', ...info), places)
  }
  return Buffer.concat([table(table(0).length + 8), box('mdat', 'wordmore')])
}

test('of items that are texts the words are blanked, and a picture that is kept as a JPEG stays', () => {
  const bytes = heif('image/jpeg', 'application/rdf+xml')
  assert.deepEqual(blankItems(bytes, 'a.heic'), ['XMP'])
  assert.equal(bytes.toString('latin1', bytes.length - 8), 'word    ')
  const texts = heif('text/plain', 'application/rdf+xml')
  assert.deepEqual(blankItems(texts, 'a.heic'), ['XMP', 'XMP'])
  assert.equal(texts.toString('latin1', texts.length - 8).trim(), '')
})

test('words that are said to lie where a picture or the table lies are not blanked: the file stops for a person', () => {
  const endless = heif('text/plain', 'image/jpeg')
  const length = endless.indexOf('\0\0\0\x04', endless.indexOf('iloc'), 'latin1')
  endless.writeUInt32BE(0, length)
  const before = Buffer.from(endless)
  assert.throws(() => blankItems(endless, 'a.heic'), { code: 'file-damaged', subject: 'a.heic' })
  const inTable = heif('text/plain', 'image/jpeg')
  inTable.writeUInt32BE(8, length - 4)
  assert.throws(() => blankItems(inTable, 'a.heic'), { code: 'file-damaged' })
  assert.deepEqual(endless, before)
})
