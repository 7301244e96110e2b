import assert from 'node:assert/strict'
import { test } from 'node:test'
import { deflateSync } from 'node:zlib'
import { PDFArray, PDFDocument, PDFName, PDFString } from '@cantoo/pdf-lib'
import { Fault } from '../../../contract/fault.ts'
import { pdfOf } from '../../../test/fixtures/documents.ts'
import { author, tellingPicture } from '../../../test/fixtures/telling-picture.ts'
import { clean } from '../../../test/suites/clean.ts'

test('a PDF loses properties, XMP, what programs left and the tags of its photos, and keeps its pages', async () => {
  const { bytes, removed, type } = await clean(await pdfOf(author, await tellingPicture('jpeg')))
  for (const what of ['Author', 'Title', 'Producer', 'XMP', 'PieceInfo', 'EXIF of a photo'])
    assert.ok(removed.includes(what), `${what}: ${removed.join()}`)
  const document = await PDFDocument.load(bytes, { updateMetadata: false })
  assert.deepEqual([type, document.getPageCount(), document.getAuthor()], ['application/pdf', 1, undefined])
})

test('a photo in a PDF loses its tags although it is packed once more, or its way of packing stands in a list', async () => {
  const photo = await tellingPicture('jpeg')
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

test('a small picture of how a page once looked is not kept, and whatever else is called like it is', async () => {
  const document = await PDFDocument.load(await pdfOf('nobody'))
  const { node } = document.getPage(0)
  const small = () => document.context.register(document.context.stream(author, { Width: 1, Height: 1 }))
  node.set(PDFName.of('Thumb'), small())
  node.setXObject(PDFName.of('Thumb'), document.context.register(document.context.stream('shown', { Subtype: 'Form' })))
  const { bytes, removed } = await clean(Buffer.from(await document.save({ useObjectStreams: false })))
  assert.ok(removed.includes('preview') && !bytes.includes(author), removed.join())
  const page = (await PDFDocument.load(bytes)).getPage(0).node
  assert.match(String(page.Resources()?.lookup(PDFName.of('XObject'))), /\/Thumb /)
})

test('who wrote an article of a PDF is not said any more, and it still runs over its pages', async () => {
  const document = await PDFDocument.load(await pdfOf('nobody'))
  const { context, catalog } = document
  const article = { F: context.register(context.obj({ R: [0, 0, 9, 9] })), I: { Author: PDFString.of(author) } }
  catalog.set(PDFName.of('Threads'), context.obj([context.register(context.obj(article))]))
  const { bytes, removed } = await clean(Buffer.from(await document.save({ useObjectStreams: false })))
  assert.ok(removed.includes('properties of an article'), removed.join())
  const { catalog: left } = await PDFDocument.load(bytes, { updateMetadata: false })
  assert.match(String(left.lookup(PDFName.of('Threads'), PDFArray).lookup(0)), /^<<\n\/F \d+ 0 R\n>>$/)
})

test('who wrote an article is not said either where only pages of it were taken into a PDF, without its list', async () => {
  const document = await PDFDocument.load(await pdfOf('nobody'))
  const { context } = document
  const article = context.register(context.obj({ I: { Author: PDFString.of(author) } }))
  const stretch = context.nextRef()
  context.assign(stretch, context.obj({ T: article, N: stretch, V: stretch, R: [0, 0, 9, 9] }))
  document.getPage(0).node.set(PDFName.of('B'), context.obj([stretch]))
  const { bytes, removed } = await clean(Buffer.from(await document.save({ useObjectStreams: false })))
  assert.ok(removed.includes('properties of an article'), removed.join())
  const left = (await PDFDocument.load(bytes, { updateMetadata: false })).context.enumerateIndirectObjects()
  assert.ok(!left.some(([, object]) => String(object).includes(author)))
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

test('a PDF stops that is locked, signed, or has files inside, as a whole or at a place on a page', async () => {
  const stops = (content: Buffer, why: RegExp) =>
    assert.rejects(
      clean(content),
      (error) => error instanceof Fault && error.code === 'wrong-type' && why.test(error.why),
    )
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

/** As LibreOffice, macOS and others write it: how long a stream is stands behind it, as an object of its own. */
const measuredBehind = `%PDF-1.4
1 0 obj <</Type/Catalog/Pages 2 0 R>> endobj
2 0 obj <</Type/Pages/Kids[3 0 R]/Count 1>> endobj
3 0 obj <</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R>> endobj
4 0 obj <</Length 5 0 R>>
stream
0 0 m
endstream
endobj
5 0 obj 5 endobj
6 0 obj <</Producer(LibreOffice)>> endobj
trailer <</Root 1 0 R/Info 6 0 R/Size 7>>
%%EOF
`

test('a PDF whose streams are measured behind them is cleaned, and nothing is called an earlier state that is none', async () => {
  const { bytes, removed } = await clean(Buffer.from(measuredBehind))
  assert.deepEqual(removed, ['Producer'])
  const page = (await PDFDocument.load(bytes)).getPage(0)
  assert.match(String(page.node.Contents()), /0 0 m/)
})
