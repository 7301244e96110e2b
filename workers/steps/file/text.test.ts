import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { Fault, type FaultCode } from '../../../contract/fault.ts'
import { call, runSteps } from '../../../test/suites/run-steps.ts'

async function tidy(content: Buffer | string, options: Record<string, unknown> = {}): Promise<string> {
  const { bytes } = await runSteps(Buffer.from(content), [call('file.text', options)], {
    family: 'file',
    name: 'a.csv',
  })
  return bytes.toString()
}

const fails = (content: Buffer, code: FaultCode, options = {}) =>
  assert.rejects(tidy(content, options), (error) => error instanceof Fault && error.code === code)

test('line endings of every kind become one kind, or stay', async () => {
  const mixed = 'a\r\nb\rc\nd\r'
  assert.equal(await tidy(mixed), 'a\nb\nc\nd\n')
  assert.equal(await tidy(mixed, { 'line-endings': 'crlf' }), 'a\r\nb\r\nc\r\nd\r\n')
  assert.equal(await tidy(mixed, { 'line-endings': 'keep' }), mixed)
})

test('a line ending that lies across two chunks is one', async () => {
  const line = `${'x'.repeat(1024 * 1024 - 1)}\r\n`
  assert.equal(await tidy(line.repeat(3)), `${'x'.repeat(1024 * 1024 - 1)}\n`.repeat(3))
})

test('a byte order mark counts more than the encoding that is named', async () => {
  const utf16 = Buffer.from('\uFEFFGrüße', 'utf16le')
  for (const marked of [Buffer.from('\uFEFFGrüße'), utf16, Buffer.from(utf16).swap16()])
    for (const from of ['windows-1252', 'utf-8', 'utf-16le']) assert.equal(await tidy(marked, { from }), 'Grüße')
  await fails(Buffer.from('fffe000041000000', 'hex'), 'step-failed', { from: 'windows-1252' })
})

test('Unicode encodings are told apart, others are taken at their name', async () => {
  const utf16 = (text: string) => Buffer.from(text, 'utf16le')
  assert.equal(await tidy(Buffer.from('\uFEFFäöü')), 'äöü')
  assert.equal(await tidy(utf16('\uFEFFGrüße')), 'Grüße')
  assert.equal(await tidy(utf16('plain')), 'plain')
  assert.equal(await tidy(utf16('\uFEFFGrüße').swap16()), 'Grüße')
  assert.equal(await tidy(utf16('всё хорошо, и даже без метки')), 'всё хорошо, и даже без метки')
  assert.equal(await tidy(utf16('你好世界\n')), '你好世界\n')
  assert.equal(await tidy(Buffer.from('c4e3bac3', 'hex'), { from: 'gb18030' }), '你好')
  assert.equal(await tidy(Buffer.from('€', 'utf8'), { bom: true }), '\uFEFF€')
  assert.equal(await tidy(Buffer.from([0x80]), { from: 'windows-1252' }), '€')
})

test('exports of several encodings in one folder are each read as what they are', async () => {
  const otherwise = { otherwise: 'windows-1252' }
  assert.equal(await tidy(Buffer.from('M\xfcller;5 \x80', 'latin1'), otherwise), 'Müller;5 €')
  for (const unicode of [Buffer.from('Müller'), Buffer.from('\uFEFFMüller'), Buffer.from('Müller', 'utf16le')])
    assert.equal(await tidy(unicode, otherwise), 'Müller')
  assert.equal(await tidy(Buffer.from('\u001B$BF|K\\8l\u001B(B', 'latin1'), otherwise), '日本語')
  const late = Buffer.concat([Buffer.alloc(100_000, 'a'), Buffer.from('M\xfcller', 'latin1')])
  assert.match(await tidy(late, otherwise), /aMüller$/)
  await fails(Buffer.from([1, 0, 0, 0, 5]), 'wrong-type', otherwise)
})

test('a text that is plainly Unicode is not read by the one-byte encoding that is named', async () => {
  const wide = Buffer.from('Datum;Empfänger\r\n', 'utf16le')
  for (const from of ['windows-1252', 'iso-8859-15', 'windows-1251']) {
    await fails(Buffer.from('Datum;Empfänger\n'), 'step-failed', { from })
    await fails(wide, 'step-failed', { from })
    assert.equal(await tidy('plain', { from }), 'plain')
  }
  await fails(wide, 'step-failed', { from: 'gb18030' })
  assert.equal(await tidy('a line\0 cut', { from: 'windows-1252' }), 'a line\0 cut')
})

test('letters of East Asia are those that browsers show', async () => {
  const found = (hex: string, from: string) => tidy(Buffer.from(hex, 'hex'), { from })
  assert.equal(await found('8c63b0a1c164', 'euc-kr'), '똠가햏')
  assert.equal(await found('a741a66efa45', 'big5'), '你好䊵')
  assert.equal(await found('835c5c8160', 'shift_jis'), 'ソ\\～')
  await fails(Buffer.from('b0', 'hex'), 'file-damaged', { from: 'euc-kr' })
})

test('what says what it is written in is read by that, and says UTF-8 afterwards', async () => {
  const latin = (text: string) => tidy(Buffer.from(text, 'latin1'))
  assert.equal(
    await latin('<?xml version="1.0" encoding="ISO-8859-1"?>\n<a>ü</a>'),
    '<?xml version="1.0" encoding="UTF-8"?>\n<a>ü</a>',
  )
  assert.equal(
    await latin('<!DOCTYPE html>\n<meta name=x><META charset=latin1><p>ü'),
    '<!DOCTYPE html>\n<meta name=x><META charset=UTF-8><p>ü',
  )
  assert.equal(await latin('@charset "windows-1252"; a{content:"\x80"}'), '@charset "UTF-8"; a{content:"€"}')
  const wide = Buffer.from('\uFEFF<?xml version="1.0" encoding="utf-16"?><a/>', 'utf16le')
  assert.equal(await tidy(wide), '<?xml version="1.0" encoding="UTF-8"?><a/>')
  for (const same of ['<?xml version="1.0" encoding="utf-8"?><a/>', 'a,<meta charset=latin1>,ü'])
    assert.equal(await tidy(same), same)
})

test('Japanese in the letters of ASCII is told by what switches alphabets, or by what the page says', async () => {
  const mail = Buffer.from('\u001B$BF|K\\8l\u001B(B', 'latin1')
  assert.equal(await tidy(mail), '日本語')
  assert.equal(
    await tidy(Buffer.concat([Buffer.from('<html><meta charset="iso-2022-jp">'), mail])),
    '<html><meta charset="UTF-8">日本語',
  )
  const late = Buffer.concat([Buffer.from('<html><meta charset="iso-2022-jp">'), Buffer.alloc(70_000, 'a'), mail])
  assert.match(await tidy(late), /^<html><meta charset="UTF-8">a+日本語$/)
  assert.equal(await tidy(mail, { from: 'iso-2022-jp' }), '日本語')
  for (const coloured of ['\u001B[1mbold\u001B(B\u001B[m', '\u001B(B', '\u001B[31m\u001B$B'])
    assert.equal(await tidy(coloured), coloured)
})

test('a page says UTF-8 in every place where it said something else, and whatever comes before it', async () => {
  const latin = (text: string) => tidy(Buffer.from(text, 'latin1'))
  const meta = (label: string) => `<html><head><meta http-equiv=x content="text/html; charset=${label}" /></head>ü`
  for (const [before, after = before] of [
    ['<?xml version="1.0" encoding="latin1"?>\n', '<?xml version="1.0" encoding="UTF-8"?>\n'],
    ['<?xml version="1.0"?>\n<!-- <html> -->\n'],
    ['<!-- made by --><!-- a -- machine -->\r\n<!DOCTYPE html>'],
    ['<!DOCTYPE html><!-- <meta charset=latin1> -->'],
  ])
    assert.equal(await latin(before + meta('iso-8859-1')), (after + meta('UTF-8')).replace('\r', ''))
})

test('a page says UTF-8 also where it says so late, and no label is changed in part', async () => {
  const page = (length: number, label: string) =>
    `<html><script>${'x'.repeat(length)}</script><meta charset="${label}"><p>ü`
  for (let length = 960; length < 1010; length += 1) {
    const given = Buffer.from(page(length, 'iso-8859-15'), 'latin1')
    assert.equal(await tidy(given, { from: 'iso-8859-15' }), page(length, 'UTF-8'))
  }
  const seam = 64 * 1024 - page(0, '').indexOf('"') - 1
  for (let cut = 0; cut < 12; cut += 1) {
    const text = await tidy(Buffer.from(page(seam - cut, 'iso-8859-15'), 'latin1'), { from: 'iso-8859-15' })
    assert.match(text, /<meta charset="(iso-8859-15|UTF-8)"><p>ü$/)
  }
})

test('an encoding whose name is cut off where browsers stop looking is not guessed', async () => {
  const page = (length: number) => `<html><!--${'x'.repeat(length)}--><meta charset="iso-8859-15"><p>¤`
  const cut = 1024 - page(0).indexOf('5"')
  await fails(Buffer.from(page(cut), 'latin1'), 'step-failed')
})

test('what looks like the start of a page, over and over, is read in no time', async () => {
  for (const piece of ['<!---->', '<!--', '<meta ', '<meta charset ', '<?xml ', '\n', '<html '])
    for (const start of ['', '<html>']) await tidy(start + piece.repeat(9000), { from: 'windows-1252' })
})

test('a second such step sees what the first has made', async () => {
  const calls = [call('file.text'), call('file.text', { 'line-endings': 'crlf' })]
  const run = { family: 'file', name: 'a.csv' }
  const { bytes } = await runSteps(Buffer.from('\uFEFFGrüße\n', 'utf16le'), calls, run)
  assert.equal(bytes.toString(), 'Grüße\r\n')
})

test('nothing is guessed and nothing is replaced', async () => {
  await fails(Buffer.from('Gr\xfc\xdfe', 'latin1'), 'step-failed')
  await fails(Buffer.concat([Buffer.alloc(70_000, 'a'), Buffer.from([0xff])]), 'file-damaged')
  await fails(Buffer.from([1, 0, 0, 0, 5]), 'wrong-type')
  await fails(Buffer.from('fffe000061000000', 'hex'), 'step-failed')
  await fails(Buffer.from(`a log that was cut by a power cut\0${'and went on later\n'.repeat(9)}`), 'wrong-type')
  for (const parted of [
    './a.txt\0./bcd.txt\0./e.txt\0',
    'one line\0\nand another one\n',
    'Gr\xfc\xdfe aus dem Oberallg\xe4u\0',
  ])
    await fails(Buffer.from(parted, 'latin1'), 'wrong-type')
  await fails(Buffer.from('8143', 'hex'), 'file-damaged', { from: 'utf-8' })
})

test('of a text that ends within a character that is said, without an empty span of bytes', async () => {
  const why = 'It ends in the middle of a character of utf-16le; `from` names another encoding.'
  await assert.rejects(tidy(Buffer.from('x\0y')), (error) => error instanceof Fault && error.why === why)
})

test('Unicode text survives, whatever it holds', async () => {
  await fc.assert(
    fc.asyncProperty(fc.string({ unit: 'binary', minLength: 1 }), async (text) => {
      fc.pre(!text.includes('\0') && !text.startsWith('\uFEFF') && text.isWellFormed())
      assert.equal(await tidy(text, { 'line-endings': 'keep' }), text)
      assert.equal(await tidy(text), text.replace(/\r\n|\r/g, '\n'))
    }),
    { numRuns: 40 },
  )
})

test('the result keeps extension and type, and the receipt the hash of what was read', async () => {
  const { result, reply } = await runSteps(Buffer.from('abc'), [call('file.text')], { family: 'file', name: 'a.csv' })
  assert.equal(result.extension, 'csv')
  assert.equal(reply.sources[0], 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad')
})
