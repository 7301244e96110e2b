import assert from 'node:assert/strict'
import { test } from 'node:test'
import { deflateSync } from 'node:zlib'
import { PDFDocument, PDFName, PDFString } from '@cantoo/pdf-lib'
import { Fault } from '../../../contract/fault.ts'
import { docxParts, odtParts, pdfOf, zipOf } from '../../../test/fixtures/documents.ts'
import { heicPicture } from '../../../test/fixtures/heic.ts'
import { call, runSteps } from '../../../test/suites/run-steps.ts'
import { pngChunk } from '../../carriers/png-chunks.ts'
import { sharp } from '../../carriers/sharp-module.ts'
import { cleanFile, requireClean } from '../../privacy/clean-file.ts'
import { officeParts } from '../../privacy/office-parts.ts'

const author = 'Qxzwvy'
const xmp = `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" dc:creator="${author}"/></rdf:RDF></x:xmpmeta>`
const exif = {
  IFD0: { Artist: author, Make: author, Orientation: '6' },
  IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '51/1 30/1 0/1' },
}
const drawn = sharp(Buffer.from(Array.from({ length: 40 * 30 * 3 }, (_, at) => (at * 2_654_435_761) >>> 24)), {
  raw: { width: 40, height: 30, channels: 3 },
})

const picture = (format: 'jpeg' | 'png' | 'webp' | 'avif') =>
  drawn.clone().withExif(exif).withXmp(xmp).withIccProfile('p3').toFormat(format).toBuffer()

async function clean(content: Buffer) {
  const { bytes, result } = await runSteps(content, [call('privacy.clean')], { family: 'privacy' })
  assert.ok(!bytes.includes(author), 'the author is nowhere in it')
  return { bytes, removed: String(result.facts.removed).split(', '), type: result.type }
}

const pixels = (bytes: Buffer) => sharp(bytes, { pages: -1 }).keepIccProfile().raw().toBuffer()

test('pictures lose their tags and not a pixel; their turn and their colours stay', async () => {
  for (const format of ['jpeg', 'png', 'webp', 'avif'] as const) {
    const given = await picture(format)
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
  const jpeg = await picture('jpeg')
  const said = (code: number) => Buffer.from([0xff, code, 0, author.length + 2, ...Buffer.from(author)])
  const parts = [said(0xfe), said(0xee)]
  const found = await clean(Buffer.concat([jpeg.subarray(0, 2), ...parts, jpeg.subarray(2), Buffer.from(author)]))
  const hidden = ['comment', 'data of the camera’s maker', 'data behind the picture']
  assert.deepEqual(new Set(hidden).difference(new Set(found.removed)), new Set())
  const png = await picture('png')
  const text = pngChunk('tEXt', Buffer.from(`Author\0${author}`))
  assert.ok((await clean(Buffer.concat([png.subarray(0, 33), text, png.subarray(33)]))).removed.includes('text'))
  const gif = await drawn.clone().gif().toBuffer()
  const note = Buffer.concat([Buffer.from([0x21, 0xfe, author.length]), Buffer.from(author), Buffer.from([0])])
  const end = gif.length - 1
  assert.deepEqual((await clean(Buffer.concat([gif.subarray(0, end), note, gif.subarray(end)]))).removed, ['comment'])
})

test('a picture that is cut anywhere makes a fault, or is cleaned as far as it goes; nothing else', async () => {
  const gif = drawn.clone().gif().toBuffer()
  for (const whole of [...(['jpeg', 'png', 'webp', 'avif'] as const).map(picture), gif]) {
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

test('what a phone puts behind a HEIC is blanked too, and what is half a film stops', async () => {
  const film = Buffer.concat([Buffer.from([0, 0, 0, 8 + author.length]), Buffer.from(`mpvd${author}`)])
  const { bytes, removed } = await clean(Buffer.concat([heicPicture, film]))
  assert.ok(removed.includes('film') && bytes.length === heicPicture.length + film.length)
  const half = Buffer.concat([heicPicture, Buffer.from('\0\0\0\x08moov', 'latin1')])
  await assert.rejects(clean(half), (error) => error instanceof Fault && error.code === 'wrong-type')
})

test('a PDF loses properties, XMP, what programs left and the tags of its photos, and keeps its pages', async () => {
  const { bytes, removed, type } = await clean(await pdfOf(author, await picture('jpeg')))
  for (const what of ['Author', 'Title', 'Producer', 'XMP', 'PieceInfo', 'EXIF of a photo'])
    assert.ok(removed.includes(what), `${what}: ${removed.join()}`)
  const document = await PDFDocument.load(bytes, { updateMetadata: false })
  assert.deepEqual([type, document.getPageCount(), document.getAuthor()], ['application/pdf', 1, undefined])
})

test('a photo in a PDF loses its tags although it is packed once more, or its way of packing stands in a list', async () => {
  const photo = await picture('jpeg')
  for (const packing of [['DCTDecode'], ['FlateDecode', 'DCTDecode']]) {
    const document = await PDFDocument.load(await pdfOf('nobody'))
    const page = document.getPage(0)
    const parts = {
      Type: 'XObject',
      Subtype: 'Image',
      Width: 40,
      Height: 30,
      ColorSpace: 'DeviceRGB',
      BitsPerComponent: 8,
    }
    const packed = packing.length > 1 ? deflateSync(photo) : photo
    const stream = document.context.stream(packed, { ...parts, Filter: packing })
    page.node.setXObject(PDFName.of('Photo'), document.context.register(stream))
    const { bytes, removed } = await clean(Buffer.from(await document.save({ useObjectStreams: false })))
    assert.ok(removed.includes('EXIF of a photo'), removed.join())
    assert.ok((await PDFDocument.load(bytes)).getPageCount() === 1 && bytes.includes(Buffer.from('ffd8ff', 'hex')))
  }
})

test('who commented on a PDF is not said any more, and its forms keep the names of their fields', async () => {
  const document = await PDFDocument.load(await pdfOf('nobody'))
  const { context } = document
  document.getForm().createTextField('your.name').addToPage(document.getPage(0))
  const note = {
    Type: 'Annot',
    Subtype: 'Text',
    Rect: [0, 0, 9, 9],
    Contents: PDFString.of('Fine.'),
    T: PDFString.of(author),
    M: PDFString.of('D:20240506070809Z'),
    CreationDate: PDFString.of('D:20240506070809Z'),
  }
  document.getPage(0).node.addAnnot(context.register(context.obj(note)))
  const { bytes, removed } = await clean(Buffer.from(await document.save({ useObjectStreams: false })))
  assert.ok(removed.includes('author of a comment') && removed.includes('date of a comment'), removed.join())
  const cleaned = await PDFDocument.load(bytes)
  const annotations = cleaned.getPage(0).node.Annots()
  assert.match(String(annotations?.lookup(1)), /\/Contents \(Fine\.\)/)
  assert.doesNotMatch(String(annotations?.lookup(1)), /20240506/)
  assert.equal(cleaned.getForm().getFields()[0]?.getName(), 'your.name')
})

test('where the files lie that a PDF points to is not said any more, only what they are called', async () => {
  const document = await PDFDocument.load(await pdfOf('nobody'))
  const { context, catalog } = document
  const text = (path: string) => PDFString.of(path.replaceAll('\\', '\\\\'))
  const actions = [
    { S: 'GoToR', F: text('/C/Users/Qx/a.pdf'), D: [0, 'Fit'] },
    { S: 'GoToR', F: { Type: 'Filespec', F: text('C:\\Users\\Qx\\b.pdf'), UF: text('\\\\server\\Qx\\b.pdf') } },
    { S: 'Launch', Win: { F: text('/C/Users/Qx/c.exe'), D: text('C:\\Users\\Qx'), P: text('-f C:\\Users\\Qx') } },
    { S: 'URI', URI: text('file:///C:/Users/Qx/d.html') },
    { S: 'URI', URI: text('https://example.com/about/Us') },
    { S: 'GoToR', F: text('chapters/2.pdf') },
  ]
  catalog.set(PDFName.of('OpenAction'), context.obj(actions.map((action) => context.register(context.obj(action)))))
  const figure = { Type: 'StructElem', S: 'Figure', Alt: text('Picture of C:\\Users\\Qx\\e.png') }
  catalog.set(PDFName.of('StructTreeRoot'), context.obj({ K: [context.register(context.obj(figure))] }))
  catalog.set(PDFName.of('URI'), context.obj({ Base: text('file:///home/Qx/') }))
  const { bytes, removed } = await clean(Buffer.from(await document.save({ useObjectStreams: false })))
  assert.ok(removed.includes('path of a linked file'))
  const { context: left } = await PDFDocument.load(bytes, { updateMetadata: false })
  const objects = left.enumerateIndirectObjects().map(([, object]) => String(object))
  const written = objects.filter((object) => !object.includes('stream')).join('\n')
  const strings = written.matchAll(/<FEFF([0-9A-F]+)>|\(([^)]*)\)/g)
  const said = Array.from(
    strings,
    ([, hex = '', plain]) => plain ?? Buffer.from(hex, 'hex').swap16().toString('utf16le'),
  )
  assert.deepEqual(said.toSorted(), [
    'Picture of e.png',
    'a.pdf',
    'b.pdf',
    'b.pdf',
    'c.exe',
    'chapters/2.pdf',
    'd.html',
    'https://example.com/about/Us',
  ])
})

test('a PDF that holds a form of another kind stops', async () => {
  const document = await PDFDocument.load(await pdfOf('nobody'))
  document.catalog.set(PDFName.of('AcroForm'), document.context.obj({ Fields: [], XFA: PDFString.of('x') }))
  await assert.rejects(clean(Buffer.from(await document.save())), { code: 'wrong-type', why: /XFA/ })
})

test('an earlier state that is still in a PDF is not kept', async () => {
  const first = await pdfOf(author)
  const again = await PDFDocument.load(first, { updateMetadata: false })
  again.setAuthor('nobody')
  const appended = Buffer.concat([first, Buffer.from(await again.save({ useObjectStreams: false }))])
  assert.ok((await clean(appended)).removed.includes('Author'))
})

test('documents of Word and LibreOffice lose who wrote, changed and commented, and keep their text', async () => {
  const docx = await clean(await zipOf(docxParts(author, await picture('jpeg'))))
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

const letter = docxParts(author, await picture('png'))

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
  const attached = await PDFDocument.load(await pdfOf(author))
  await attached.attach(Buffer.from('x'), 'x.txt', {})
  await stops(Buffer.from(await attached.save()), /attached/)
  const pinned = await PDFDocument.load(await pdfOf(author))
  const { context } = pinned
  const file = { F: PDFString.of('x.txt'), EF: { F: context.register(context.stream('x')) } }
  const pin = { Type: 'Annot', Subtype: 'FileAttachment', Rect: [0, 0, 9, 9], FS: file }
  pinned.getPage(0).node.addAnnot(context.register(context.obj(pin)))
  await stops(Buffer.from(await pinned.save()), /attached/)
  const signed = await PDFDocument.load(await pdfOf(author))
  const signature = { Type: 'Sig', ByteRange: [0, 1, 2, 3], Name: PDFString.of(author), Contents: PDFString.of('x') }
  const field = { Type: 'Annot', Subtype: 'Widget', FT: 'Sig', Rect: [0, 0, 9, 9], V: signature }
  signed.getPage(0).node.addAnnot(signed.context.register(signed.context.obj(field)))
  await stops(Buffer.from(await signed.save()), /signed/)
  const locked = await PDFDocument.load(await pdfOf(author))
  locked.encrypt({ userPassword: 'a', ownerPassword: 'b' })
  await stops(Buffer.from(await locked.save()), /locked/)
})

test('a PDF that was cut, or of which a part cannot be read, is not made into one with less in it', async () => {
  const whole = await pdfOf(author)
  const damaged = Buffer.from(whole)
  damaged.fill('<', damaged.indexOf('/Type /Page\n'), damaged.indexOf('/Type /Page\n') + 40)
  const fails = (content: Buffer, code: string) =>
    assert.rejects(clean(content), (error) => error instanceof Fault && error.code === code)
  for (const part of [0.3, 0.6, 0.9]) await fails(whole.subarray(0, Math.floor(whole.length * part)), 'file-truncated')
  await fails(damaged, 'file-damaged')
  const padded = await clean(Buffer.concat([whole, Buffer.alloc(5000)]))
  assert.equal((await PDFDocument.load(padded.bytes)).getPageCount(), 1)
})

test('a result that still says something does not pass its check', async () => {
  for (const dirty of [await picture('jpeg'), await pdfOf(author), await zipOf(odtParts(author))])
    await assert.rejects(requireClean('a', dirty), (error) => error instanceof Fault && error.code === 'result-wrong')
})
