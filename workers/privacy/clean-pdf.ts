import type { PDFDict, PDFDocument, PDFObject, PDFRef } from '@cantoo/pdf-lib'
import { Fault } from '../../contract/fault.ts'
import { cleanJpeg } from './clean-jpeg.ts'
import type { Cleaned, DirtyFile } from './cleaned.ts'

/** A PDF that is as large as that takes a few times as much memory. */
export const mostPdfBytes = 256 * 2 ** 20
/** Entries of any object that say something about people or programs, and nothing about how a page looks. */
const saying = ['Metadata', 'PieceInfo', 'LastModified']

/**
 * A PDF without its properties, its XMP, what programs have left, earlier states of it, and the tags of photos in it. Pages are not touched.
 * Raises `wrong-type` for what cannot be promised: locked ones, and those with files attached.
 */
export async function cleanPdf({ bytes, subject }: DirtyFile): Promise<Cleaned> {
  const { PDFRawStream, PDFName } = await import('@cantoo/pdf-lib')
  const document = await loadPdf(bytes, subject)
  const { context } = document
  const removed = propertiesOf(document)
  if (context.trailerInfo.Info) delete context.trailerInfo.Info
  if (context.trailerInfo.ID) delete context.trailerInfo.ID
  for (const [ref, object] of context.enumerateIndirectObjects()) {
    removed.push(...(await silence(object)))
    if (!(object instanceof PDFRawStream)) continue
    // A photo is in a PDF as the file it was.
    if (object.dict.get(PDFName.of('Filter'))?.toString() !== '/DCTDecode') continue
    const photo = await cleanJpeg({ bytes: Buffer.from(object.contents), subject, type: 'image/jpeg' })
    if (photo.removed.length === 0) continue
    context.assign(ref, PDFRawStream.of(object.dict, photo.bytes))
    removed.push(...photo.removed.map((what) => `${what} of a photo`))
  }
  removed.push(...(await dropUnreachable(document)))
  const written = await document.save({ addDefaultPage: false, updateFieldAppearances: false })
  return { bytes: Buffer.from(written), removed }
}

/** Raises `wrong-type`, `too-large` and `file-damaged`. */
async function loadPdf(bytes: Buffer, subject: string): Promise<PDFDocument> {
  if (bytes.length > mostPdfBytes)
    throw new Fault('too-large', { subject, why: `A PDF may have ${mostPdfBytes / 2 ** 20} MiB here.` })
  const { PDFDocument: Pdf, EncryptedPDFError, PDFName } = await import('@cantoo/pdf-lib')
  const document = await Pdf.load(bytes, { updateMetadata: false }).catch((cause: unknown) => {
    if (cause instanceof EncryptedPDFError)
      throw new Fault('wrong-type', { subject, why: 'It is locked: open it and save it without a password first.' })
    throw new Fault('file-damaged', { subject, why: 'It cannot be read as a PDF.', cause })
  })
  if (document.isEncrypted)
    throw new Fault('wrong-type', { subject, why: 'It is locked: open it and save it without a password first.' })
  const names = document.catalog.get(PDFName.of('Names'))
  const attached = names && document.context.lookup(names)?.toString().includes('/EmbeddedFiles')
  if (attached || document.catalog.has(PDFName.of('AF')))
    throw new Fault('wrong-type', { subject, why: 'Files are attached to it, which have to be looked at one by one.' })
  return document
}

function propertiesOf({ context }: PDFDocument): string[] {
  const info = context.trailerInfo.Info && (context.lookup(context.trailerInfo.Info) as PDFDict | undefined)
  return info && 'keys' in info ? info.keys().map((key) => key.decodeText()) : []
}

/** Takes what says something out of an object and of all that lies directly in it; names it. */
async function silence(object: PDFObject): Promise<string[]> {
  const { PDFDict, PDFArray, PDFStream, PDFName } = await import('@cantoo/pdf-lib')
  const removed: string[] = []
  const visit = (value: PDFObject): void => {
    if (value instanceof PDFStream) visit(value.dict)
    else if (value instanceof PDFArray) value.asArray().forEach(visit)
    else if (value instanceof PDFDict) {
      for (const name of saying) if (value.delete(PDFName.of(name))) removed.push(name === 'Metadata' ? 'XMP' : name)
      value.values().forEach(visit)
    }
  }
  visit(object)
  return removed
}

/** Earlier states of a PDF stay in the file when programs save it in haste, properties and all. */
async function dropUnreachable({ context }: PDFDocument): Promise<string[]> {
  const { PDFDict, PDFArray, PDFStream, PDFName, PDFRef: Ref } = await import('@cantoo/pdf-lib')
  const reached = new Set<PDFRef>()
  const open: PDFObject[] = context.trailerInfo.Root ? [context.trailerInfo.Root] : []
  for (let value = open.pop(); value; value = open.pop()) {
    if (value instanceof Ref) {
      const target = reached.has(value) ? undefined : context.lookup(value)
      reached.add(value)
      if (target) open.push(target)
    } else if (value instanceof PDFStream) open.push(value.dict)
    else if (value instanceof PDFArray) open.push(...value.asArray())
    else if (value instanceof PDFDict) open.push(...value.values())
  }
  const left = context.enumerateIndirectObjects().filter(([ref]) => !reached.has(ref))
  for (const [ref] of left) context.delete(ref)
  const isOfFile = (object: PDFObject): boolean =>
    object instanceof PDFStream && /^\/(XRef|ObjStm)$/.test(object.dict.get(PDFName.of('Type'))?.toString() ?? '')
  return left.every(([, object]) => isOfFile(object)) ? [] : ['earlier states']
}
