import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Fault } from '../../../contract/fault.ts'
import { docxParts, odtParts, pdfOf, zipOf } from '../../../test/fixtures/documents.ts'
import { heicPicture } from '../../../test/fixtures/heic.ts'
import { author, drawn, tellingPicture } from '../../../test/fixtures/telling-picture.ts'
import { clean } from '../../../test/suites/clean.ts'
import { pngChunk } from '../../carriers/png-chunks.ts'
import { sharp } from '../../carriers/sharp-module.ts'
import { cleanFile, requireClean } from '../../privacy/clean-file.ts'
import { officeParts } from '../../privacy/office-parts.ts'

const pixels = (bytes: Buffer) => sharp(bytes, { pages: -1 }).keepIccProfile().raw().toBuffer()

test('pictures lose their tags and not a pixel; their turn and their colours stay', async () => {
  for (const format of ['jpeg', 'png', 'webp', 'avif'] as const) {
    const given = await tellingPicture(format)
    const { bytes, removed } = await clean(given)
    const { orientation, icc, xmp: left } = await sharp(bytes).metadata()
    assert.ok(
      removed.includes('EXIF') && removed.includes('XMP') && removed.includes('GPSLatitude'),
      `${format}: ${removed.join()}`,
    )
    assert.equal(orientation ?? 1, (await sharp(given).metadata()).orientation ?? 1, format)
    assert.ok(icc !== undefined && !left?.toString().includes('xmpmeta'), format)
    assert.ok((await pixels(bytes)).equals(await pixels(given)), format)
  }
})

test('what hides in a picture goes too: comments, previews, and what stands behind it', async () => {
  const jpeg = await tellingPicture('jpeg')
  const said = (code: number) => Buffer.from([0xff, code, 0, author.length + 2, ...Buffer.from(author)])
  const parts = [said(0xfe), said(0xee)]
  const found = await clean(Buffer.concat([jpeg.subarray(0, 2), ...parts, jpeg.subarray(2), Buffer.from(author)]))
  const hidden = ['comment', 'data of the camera’s maker', 'data behind the picture']
  assert.deepEqual(new Set(hidden).difference(new Set(found.removed)), new Set())
  const png = await tellingPicture('png')
  const text = pngChunk('tEXt', Buffer.from(`Author\0${author}`))
  assert.ok((await clean(Buffer.concat([png.subarray(0, 33), text, png.subarray(33)]))).removed.includes('text'))
  const gif = await drawn.clone().gif().toBuffer()
  const note = Buffer.concat([Buffer.from([0x21, 0xfe, author.length]), Buffer.from(author), Buffer.from([0])])
  const end = gif.length - 1
  assert.deepEqual((await clean(Buffer.concat([gif.subarray(0, end), note, gif.subarray(end)]))).removed, ['comment'])
})

test('a picture that is cut anywhere makes a fault, or is cleaned as far as it goes; nothing else', async () => {
  const gif = drawn.clone().gif().toBuffer()
  for (const whole of [...(['jpeg', 'png', 'webp', 'avif'] as const).map(tellingPicture), gif]) {
    const bytes = await whole
    for (let end = 13; end < bytes.length; end += Math.ceil(bytes.length / 97))
      await cleanFile({ bytes: bytes.subarray(0, end), subject: 'a' }).catch((error: unknown) => {
        assert.ok(error instanceof Fault && error.blame === 'user', `${end}: ${String(error)}`)
      })
  }
})

test('an animation keeps its frames and its pace', async () => {
  const frames = await Promise.all(
    ['red', 'blue'].map((background) =>
      sharp({ create: { width: 9, height: 9, channels: 3, background } })
        .png()
        .toBuffer(),
    ),
  )
  for (const format of ['gif', 'webp'] as const) {
    const given = await sharp(frames, { join: { animated: true } })
      .toFormat(format, { delay: [100, 300], loop: 2 })
      .toBuffer()
    const { bytes, removed } = await clean(given)
    const { pages, delay, loop } = await sharp(bytes).metadata()
    assert.deepEqual([pages, delay, loop, removed], [2, [100, 300], 2, ['nothing']])
  }
})

test('a HEIC is blanked where it lies', async () => {
  const { bytes, removed } = await clean(heicPicture)
  assert.ok(removed.includes('Copyright') && bytes.length === heicPicture.length && !bytes.includes('A. Uthor'))
})

test('tags of a picture in a HEIC or AVIF that is not the one shown go too, and not a pixel', async () => {
  for (const [given, told] of [
    [heicPicture, ['EXIF']],
    [await tellingPicture('avif'), ['EXIF', 'XMP']],
  ] as const) {
    const other = Buffer.from(given.toString('latin1').replaceAll('cdsc', 'else'), 'latin1')
    assert.equal((await sharp(other).metadata()).exif, undefined)
    const { bytes, removed } = await clean(other)
    assert.deepEqual([removed, bytes.length], [told, other.length])
    for (const word of ['A. Uthor', author, 'xmpmeta']) assert.ok(!bytes.includes(word), word)
  }
})

test('what the table of an AVIF says beside its pictures goes too: words, dates, and what programs put there', async () => {
  for (const [kind, told] of [
    ['udes', 'description'],
    ['altt', 'description'],
    ['mdft', 'time'],
    ['uuid', 'data of a program'],
    ['free', 'left-over data'],
  ] as const) {
    const given = await tellingPicture('avif')
    const at = given.indexOf('colr')
    given.write(`${kind}\0\0\0\0${author}`, at, 'latin1')
    const { bytes, removed } = await clean(given)
    assert.ok(removed.includes(told) && !bytes.includes(author), `${kind}: ${removed.join()}`)
    assert.ok((await pixels(bytes)).equals(await pixels(given)), kind)
  }
})

test('what a phone puts behind a HEIC is blanked too, and what is half a film stops', async () => {
  const film = Buffer.concat([Buffer.from([0, 0, 0, 8 + author.length]), Buffer.from(`mpvd${author}`)])
  const { bytes, removed } = await clean(Buffer.concat([heicPicture, film]))
  assert.ok(removed.includes('film') && bytes.length === heicPicture.length + film.length)
  const half = Buffer.concat([heicPicture, Buffer.from('\0\0\0\x08moov', 'latin1')])
  await assert.rejects(clean(half), (error) => error instanceof Fault && error.code === 'wrong-type')
  const moving = Buffer.concat([await tellingPicture('avif'), Buffer.from('\0\0\0\x08moov', 'latin1')])
  moving.write('avis', 8, 'latin1')
  await assert.rejects(
    clean(moving),
    { code: 'wrong-type' },
    'an animation, which the reader of pictures does not know',
  )
})

test('documents of Word and LibreOffice lose who wrote, changed and commented, and keep their text', async () => {
  const docx = await clean(await zipOf(docxParts(author, await tellingPicture('jpeg'))))
  for (const what of [
    'creator',
    'lastModifiedBy',
    'Company',
    'Manager',
    'author',
    'preview',
    'EXIF of a picture',
    'path of a linked file',
  ])
    assert.ok(docx.removed.includes(what), `${what}: ${docx.removed.join()}`)
  const parts = await officeParts({ bytes: docx.bytes, subject: 'docx' })
  const text = (name: string) => parts.find((part) => part.name === name)?.content.toString() ?? ''
  assert.match(text('word/document.xml'), /<w:ins w:id="1" w:author="Author"><w:t>Dear all,/)
  assert.match(text('word/comments.xml'), /<w:comment w:id="0" w:author="Author" w:initials="Author"><w:t>Fine/)
  assert.ok(docx.removed.includes('date of a comment or a change'))
  assert.match(text('word/_rels/settings.xml.rels'), /Target="file:\/\/\/Letter\.dotx"/)
  assert.match(text('docProps/app.xml'), /<Pages>1<\/Pages>/)
  assert.ok(!text('_rels/.rels').includes('thumbnail') && text('_rels/.rels').includes('word/document.xml'))
  const odt = await clean(await zipOf(odtParts(author)))
  assert.deepEqual(odt.removed.toSorted(), ['creator', 'date of a comment or a change', 'initial-creator', 'preview'])
  assert.equal(odt.bytes.toString('latin1', 30, 38), 'mimetype')
})

const letter = docxParts(author, await tellingPicture('png'))

const workbook = {
  '[Content_Types].xml':
    '<Types><Default Extension="bin" ContentType="x"/><Override PartName="/xl/printerSettings/printerSettings1.bin" ContentType="x"/></Types>',
  'xl/workbook.xml': '<workbook><sheets/></workbook>',
}

/** The parts of a document that was cleaned. In the document they are packed, where no name would be seen. */
async function cleanParts(given: Record<string, Buffer | string>) {
  const { bytes, removed } = await clean(await zipOf(given))
  const parts = await officeParts({ bytes, subject: 'a' })
  for (const { name, content } of parts)
    assert.ok(!content.includes(author) && !content.includes(author, 0, 'utf16le'), name)
  const text = (name: string) => parts.find((part) => part.name === name)?.content.toString()
  return { removed, text, names: parts.map(({ name }) => name) }
}

test('names go wherever a program of offices has put them, whatever it calls the part', async () => {
  const core = 'package/services/metadata/core-properties/0a1b.psmdcp'
  const document = await cleanParts({
    ...letter,
    [core]: `<?xml version="1.0"?><coreProperties><dc:creator>${author}</dc:creator><lastModifiedBy>${author}</lastModifiedBy></coreProperties>`,
    'word/drawings/vmlDrawing1.vml': `<xml><v:shape o:author="${author}"><br></v:shape></xml>`,
  })
  assert.ok(
    document.removed.includes('lastModifiedBy') && /^<\?xml.*\n<cp:coreProperties/.test(document.text(core) ?? ''),
  )
  const deck = await cleanParts({
    '[Content_Types].xml': '<Types/>',
    'ppt/presentation.xml': '<p:presentation/>',
    'ppt/changesInfos/changesInfo1.xml': `<pc:chgInfo><pc:chgData name="${author}" userId="${author}" providerId="AD"/></pc:chgInfo>`,
  })
  assert.match(deck.text('ppt/changesInfos/changesInfo1.xml') ?? '', /chgData name="Author" userId="Author"/)
  const users = `<users><userInfo guid="{1}" name="${author}" id="-1"/></users>`
  const book = await cleanParts({ ...workbook, 'xl/revisions/userNames.xml': users })
  assert.equal(book.text('xl/revisions/userNames.xml'), users.replace(author, 'Author'))
})

test('the settings of a printer go with all that points to them, and how the page is printed stays', async () => {
  const printer = Buffer.from(`\\\\${author}\\Laser`, 'utf16le')
  const link = '<Relationship Id="rId2" Target="https://x/printerSettings/" TargetMode="External"/>'
  const book = await cleanParts({
    ...workbook,
    'xl/worksheets/sheet1.xml': '<worksheet><pageSetup paperSize="9" r:id="rId1"/></worksheet>',
    'xl/worksheets/_rels/sheet1.xml.rels': `<Relationships><Relationship Id="rId1" Target="../printerSettings/printerSettings1.bin"/>${link}</Relationships>`,
    'xl/printerSettings/printerSettings1.bin': printer,
  })
  assert.deepEqual(book.removed, ['printer'])
  assert.equal(book.text('[Content_Types].xml'), '<Types><Default Extension="bin" ContentType="x"/></Types>')
  assert.equal(book.text('xl/worksheets/sheet1.xml'), '<worksheet><pageSetup paperSize="9"/></worksheet>')
  assert.equal(book.text('xl/worksheets/_rels/sheet1.xml.rels'), `<Relationships>${link}</Relationships>`)
  assert.ok(!book.names.includes('xl/printerSettings/printerSettings1.bin'))
  const document = await cleanParts({
    ...letter,
    'word/document.xml': '<w:document><w:sectPr><w:printerSettings r:id="rId1"/><w:pgSz/></w:sectPr></w:document>',
    'word/printerSettings1.bin': printer,
  })
  assert.equal(document.text('word/document.xml'), '<w:document><w:sectPr><w:pgSz/></w:sectPr></w:document>')
})

test('parts that ordinary documents have do not stop them: fonts, drawings of Windows, controls, what programs keep', async () => {
  const ordinary = {
    'word/fonts/font1.odttf': 'font',
    'word/activeX/activeX1.bin': 'control',
    'word/media/image2.wmf': Buffer.from('d7cdc69a00000000', 'hex'),
    'word/media/image3.emf': Buffer.concat([Buffer.from([1, 0, 0, 0]), Buffer.alloc(36), Buffer.from(' EMF')]),
    'word/media/image4.bmp': Buffer.concat([Buffer.from('BM'), Buffer.alloc(12), Buffer.from([40, 0, 0, 0])]),
    'word/media/image5.bin': '',
    'customXml/item1.xml': '<a/>',
  }
  const document = await cleanParts({ ...letter, ...ordinary, '[trash]/0000.dat': author })
  assert.ok(Object.keys(ordinary).every((name) => document.names.includes(name)))
  assert.ok(document.removed.includes('earlier states') && !document.names.includes('[trash]/0000.dat'))
  const kept = { 'layout-cache': 'cache', 'manifest.rdf': '<rdf:RDF/>', 'Configurations2/accelerator/current.xml': '' }
  const { names } = await cleanParts({ ...odtParts(author), ...kept })
  assert.ok(Object.keys(kept).every((name) => names.includes(name)))
})

test('a document of LibreOffice says at its very beginning what it is, as it stands and with nothing before it', async () => {
  for (const kind of ['text', 'spreadsheet', 'presentation-template']) {
    const mimetype = `application/vnd.oasis.opendocument.${kind}`
    const { bytes } = await clean(await zipOf({ ...odtParts(author), mimetype }))
    const given = [bytes.readUInt16LE(8), bytes.toString('latin1', 30, 38 + mimetype.length)]
    assert.deepEqual(given, [0, `mimetype${mimetype}`])
  }
})

/** A TIFF with one tag more: its directory once more at the end, and the artist in it, in order. */
function withArtist(tiff: Buffer): Buffer {
  const at = tiff.readUInt32LE(4)
  const count = tiff.readUInt16LE(at)
  const entries = Array.from({ length: count }, (_, n) => tiff.subarray(at + 2 + n * 12, at + 14 + n * 12))
  const artist = Buffer.alloc(12)
  artist.writeUInt16LE(0x013b, 0)
  artist.writeUInt16LE(2, 2)
  artist.writeUInt32LE(4, 4)
  artist.write('Qxz', 8)
  const sorted = [...entries, artist].toSorted((a, b) => a.readUInt16LE(0) - b.readUInt16LE(0))
  const directory = Buffer.concat([Buffer.from([count + 1, 0]), ...sorted, Buffer.alloc(4)])
  const changed = Buffer.concat([tiff, Buffer.alloc(tiff.length % 2), directory])
  changed.writeUInt32LE(tiff.length + (tiff.length % 2), 4)
  return changed
}

test('kinds of which nothing can be promised stop for a person, and so do locked ones and those with others inside', async () => {
  const stops = (content: Buffer, why: RegExp) =>
    assert.rejects(
      clean(content),
      (error) => error instanceof Fault && error.code === 'wrong-type' && why.test(error.why),
    )
  await stops(Buffer.from('just text'), /plain text.*look at it yourself/)
  await stops(await zipOf({ 'a.txt': 'x' }), /ZIP.*look at it yourself/)
  await stops(await drawn.clone().tiff().toBuffer(), /look at it yourself/)
  await stops(await zipOf({ ...docxParts(author, Buffer.from('x')), 'word/vbaProject.bin': 'x' }), /macros/)
  await stops(await zipOf({ ...docxParts(author, Buffer.from('x')), 'word/embeddings/a.docx': 'x' }), /other documents/)
  const film = Buffer.from(`\0\0\0\x14ftypqt  \0\0\0\0qt  ${author}`)
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" sodipodi:docname="/home/${author}/x.svg"/>`
  const unknown = { 'media/media1.mov': film, 'media/image2.svg': svg, 'media/a.bin': film, 'media/font.ttf': film }
  for (const [name, content] of Object.entries(unknown))
    await stops(await zipOf({ ...letter, [`word/${name}`]: content }), new RegExp(`its part word/${name} .*look at it`))
  await stops(await zipOf({ ...letter, '_xmlsignatures/sig1.xml': author }), /signed/)
  for (const part of ['documentsignatures.xml', 'macrosignatures.xml'])
    await stops(await zipOf({ ...odtParts(author), [`META-INF/${part}`]: author }), /signed/)
  const plain = await drawn.clone().tiff().toBuffer()
  await stops(await zipOf(docxParts(author, withArtist(plain))), /picture inside it/)
  await clean(await zipOf(docxParts(author, plain)))
})

test('a result that still says something does not pass its check', async () => {
  for (const dirty of [await tellingPicture('jpeg'), await pdfOf(author), await zipOf(odtParts(author))])
    await assert.rejects(requireClean('a', dirty), (error) => error instanceof Fault && error.code === 'result-wrong')
})
