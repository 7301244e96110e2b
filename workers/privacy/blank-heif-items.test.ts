import assert from 'node:assert/strict'
import { test } from 'node:test'
import { blankItems } from './blank-heif-items.ts'

function box(type: string, ...parts: (Buffer | string)[]): Buffer {
  const content = Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part, 'latin1') : part)))
  const length = Buffer.alloc(4)
  length.writeUInt32BE(content.length + 8)
  return Buffer.concat([length, Buffer.from(type, 'latin1'), content])
}

function infoOf(...kinds: string[]): Buffer {
  const info = kinds.map((kind, at) => box('infe', '\x02\0\0\0', `\0${'\x01\x02'[at]}\0\0`, `mime\0${kind}\0`))
  return box('iinf', '\0\0\0\0\0\x02', ...info)
}

/** Two items of four bytes each with the content types they are told to have, behind one table that may have more in it. */
function heif(first: string, second: string, ...more: Buffer[]): Buffer {
  const table = (from: number): Buffer => {
    const place = (id: string, at: number) =>
      `\0${id}\0\0\0\x01${String.fromCharCode(0, 0, at >> 8, at & 255)}\0\0\0\x04`
    const places = box('iloc', '\0\0\0\0\x44\0\0\x02', place('\x01', from), place('\x02', from + 4))
    return box('meta', '\0\0\0\0', infoOf(first, second), places, ...more)
  }
  return Buffer.concat([table(table(0).length + 8), box('mdat', 'wordmore')])
}

/** A picture and a text of four bytes each within the table, where something else is behind them; the place of the text is counted in such a way. */
function heifInTable({ way }: { way: string }): Buffer {
  const place = (id: string, how: string, from: string) => `\0${id}\0${how}\0\0\0\x01\0\0\0${from}\0\0\0\x04`
  const places = box('iloc', '\x01\0\0\0\x44\0\0\x02', place('\x01', '\x01', '\0'), place('\x02', way, '\x04'))
  const info = infoOf('image/jpeg', 'text/plain')
  return Buffer.concat([box('ftyp'), box('meta', '\0\0\0\0', info, places, box('idat', 'wordmoreleft'))])
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

test('a table that leaves open what a part is, or where it lies, blanks nothing: the file stops for a person', () => {
  const [twice, untold] = [heif('image/jpeg', 'text/plain'), heif('image/jpeg', 'text/plain')]
  const secondNumber = twice.lastIndexOf('infe') + 8
  twice.writeUInt16BE(1, secondNumber)
  untold.writeUInt16BE(3, secondNumber)
  const elsewhere = box('iloc', '\0\0\0\0\x44\0\0\0')
  for (const bytes of [twice, untold, heif('image/jpeg', 'text/plain', elsewhere)]) {
    const before = Buffer.from(bytes)
    assert.throws(() => blankItems(bytes, 'a.heic'), { code: 'file-damaged' })
    assert.deepEqual(bytes, before)
  }
})

test('of data within the table only what a picture is made of stays', () => {
  const bytes = heifInTable({ way: '\x01' })
  assert.deepEqual(blankItems(bytes, 'a.heic'), ['XMP', 'left-over data'])
  assert.equal(bytes.toString('latin1', bytes.length - 12), 'word    \0\0\0\0')
  assert.deepEqual(blankItems(bytes, 'a.heic'), [])
})

test('words that are put together from other parts are not promised to be gone', () => {
  assert.throws(() => blankItems(heifInTable({ way: '\x02' }), 'a.heic'), { code: 'wrong-type' })
})

test('a part of a kind that nobody knows stops for a person', () => {
  const bytes = heif('image/jpeg', 'text/plain')
  bytes.write('note', bytes.lastIndexOf('mime'), 'latin1')
  const before = Buffer.from(bytes)
  assert.throws(() => blankItems(bytes, 'a.heic'), { code: 'wrong-type', subject: 'a.heic' })
  assert.deepEqual(bytes, before)
})

test('texts are found in a table of the earliest kind too', () => {
  const bytes = heif('image/jpeg', '')
  const second = bytes.lastIndexOf('infe') + 4
  bytes.writeUInt8(0, second)
  bytes.write('a\0b/c\0', second + 8, 'latin1')
  assert.deepEqual(blankItems(bytes, 'a.heic'), ['XMP'])
  assert.equal(bytes.toString('latin1', bytes.length - 8), 'word    ')
})
