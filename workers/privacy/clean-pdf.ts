import type { PDFDict, PDFDocument, PDFObject, PDFRef } from '@cantoo/pdf-lib'
import { Fault } from '../../contract/fault.ts'
import type { Cleaned, DirtyFile } from './cleaned.ts'
import { silencePaths } from './pdf-paths.ts'
import { cleanedPhoto } from './pdf-photo.ts'

/** A PDF that is as large as that takes a few times as much memory. */
export const mostPdfBytes = 256 * 2 ** 20
/** Entries of any object that say something about people or programs, and nothing about how a page looks. */
const saying = ['Metadata', 'PieceInfo', 'LastModified', 'Creator', 'CreatorInfo']
/** Entries that say something in whatever stands on a page without being part of it: comments, marks, links and forms. */
const ofComment = { T: 'author of a comment', M: 'date of a comment', CreationDate: 'date of a comment' }

/**
 * A PDF without its properties, its XMP, what programs have left, who commented, where linked files lie, earlier states, and the tags of photos in it. Pages look the same.
 * Raises `wrong-type` for what cannot be promised: locked ones, signed ones, and those with files or another form inside.
 */
export async function cleanPdf({ bytes, subject }: DirtyFile): Promise<Cleaned> {
  const document = await loadPdf(bytes, subject)
  const { context } = document
  const removed = propertiesOf(document)
  if (context.trailerInfo.Info) delete context.trailerInfo.Info
  if (context.trailerInfo.ID) delete context.trailerInfo.ID
  removed.push(...(await silenceArticles(document)))
  for (const [ref, object] of context.enumerateIndirectObjects()) {
    removed.push(...(await silence(object)))
    const photo = await cleanedPhoto(object, subject).catch(unreadable(subject))
    if (photo) context.assign(ref, photo.stream)
    removed.push(...(photo?.removed ?? []))
  }
  removed.push(...(await dropUnreachable(document)))
  await requireNothingInside(document, subject)
  const written = await document.save({ addDefaultPage: false, updateFieldAppearances: false })
  return { bytes: Buffer.from(written), removed }
}

/** What every PDF ends with. What is behind it may be blanks, or a little that some program has added. */
const endMark = '%%EOF'
const mostBehindEnd = 1024

/** One that was cut would be read as far as it goes, and its last pages would be missing or empty. */
function requireEnd(bytes: Buffer, subject: string): void {
  const last = bytes.findLastIndex((byte) => byte > 0x20) + 1
  if (bytes.subarray(Math.max(0, last - mostBehindEnd), last).includes(endMark)) return
  throw new Fault('file-truncated', { subject })
}

/** Raises `wrong-type`, `too-large`, `file-truncated` and `file-damaged`. */
async function loadPdf(bytes: Buffer, subject: string): Promise<PDFDocument> {
  if (bytes.length > mostPdfBytes)
    throw new Fault('too-large', { subject, why: `A PDF may have ${mostPdfBytes / 2 ** 20} MiB here.` })
  requireEnd(bytes, subject)
  const { PDFDocument: Pdf } = await import('@cantoo/pdf-lib')
  const locked = new Fault('wrong-type', {
    subject,
    why: 'It is locked: open it and save it without a password first.',
  })
  // An object that cannot be read would be written as it is, with all it says, and its page without it.
  const strict = { updateMetadata: false, throwOnInvalidObject: true }
  const document = await Pdf.load(bytes, strict).catch(async (cause: unknown) => {
    if (await isLocked(bytes)) throw locked
    return unreadable(subject)(cause)
  })
  if (document.isEncrypted) throw locked
  return document
}

/** What is in a locked one cannot be read, so it is asked without. */
async function isLocked(bytes: Buffer): Promise<boolean> {
  const { PDFDocument: Pdf, EncryptedPDFError } = await import('@cantoo/pdf-lib')
  try {
    return (await Pdf.load(bytes, { updateMetadata: false })).isEncrypted
  } catch (error) {
    return error instanceof EncryptedPDFError
  }
}

function propertiesOf({ context }: PDFDocument): string[] {
  const info = context.trailerInfo.Info && (context.lookup(context.trailerInfo.Info) as PDFDict | undefined)
  return info && 'keys' in info ? info.keys().map((key) => key.decodeText()) : []
}

/** What a dictionary with such an entry is, which cannot be cleaned: the content of a file, wherever it hangs; a form that is a document of its own; the bytes that somebody has signed. */
const uncleanable = {
  EF: 'Files are attached to it, which have to be looked at one by one.',
  XFA: 'It holds a form of another kind (XFA), of which nobody can tell what it says: print it to a new PDF first.',
  ByteRange: 'It is signed, and the signature says by whom: without it, it would be another document.',
}

async function requireNothingInside({ context }: PDFDocument, subject: string): Promise<void> {
  const { PDFName } = await import('@cantoo/pdf-lib')
  const entries = Object.entries(uncleanable).map(([entry, why]) => ({ name: PDFName.of(entry), why }))
  for (const [, object] of context.enumerateIndirectObjects())
    for (const dict of await dictsIn(object)) {
      const found = entries.find(({ name }) => dict.has(name))
      if (found) throw new Fault('wrong-type', { subject, why: found.why })
    }
}

function unreadable(subject: string): (cause: unknown) => never {
  return (cause) => {
    if (cause instanceof Fault) throw cause
    throw new Fault('file-damaged', { subject, why: 'It cannot be read as a PDF.', cause })
  }
}

/** Takes what says something out of an object and of all that lies directly in it; names it. */
async function silence(object: PDFObject): Promise<string[]> {
  const { PDFName } = await import('@cantoo/pdf-lib')
  const removed: string[] = []
  for (const dict of await dictsIn(object)) {
    for (const name of saying) if (dict.delete(PDFName.of(name))) removed.push(name === 'Metadata' ? 'XMP' : name)
    removed.push(...(await silencePaths(dict)))
    if (dict.has(PDFName.of('Rect'))) removed.push(...(await silenceComment(dict)))
  }
  return removed
}

/** An article that runs over several pages may have properties as the document has them. */
async function silenceArticles(document: PDFDocument): Promise<string[]> {
  const { PDFName } = await import('@cantoo/pdf-lib')
  const articles = await articlesIn(document)
  return articles.flatMap((article) => (article.delete(PDFName.of('I')) ? ['properties of an article'] : []))
}

/** Those that the document lists, and those of which a stretch on a page tells: a program that took pages out may have left the list behind. */
async function articlesIn({ catalog, context }: PDFDocument): Promise<PDFDict[]> {
  const { PDFName, PDFArray, PDFDict: Dict } = await import('@cantoo/pdf-lib')
  const threads = catalog.lookup(PDFName.of('Threads'))
  const listed = threads instanceof PDFArray ? threads.asArray().map((_, at) => threads.lookup(at)) : []
  // The next one and the one before.
  const isStretch = (dict: PDFDict): boolean => ['N', 'V'].every((neighbour) => dict.has(PDFName.of(neighbour)))
  const run = context
    .enumerateIndirectObjects()
    .flatMap(([, object]) => (object instanceof Dict && isStretch(object) ? [object.lookup(PDFName.of('T'))] : []))
  return [...listed, ...run].filter((article) => article instanceof Dict)
}

/** In a form `T` is no author but the name of a field. */
async function silenceComment(dict: PDFDict): Promise<string[]> {
  const { PDFName } = await import('@cantoo/pdf-lib')
  const kind = dict.get(PDFName.of('Subtype'))?.toString()
  if (kind === undefined) return []
  const entries = Object.entries(ofComment).filter(([name]) => name !== 'T' || kind !== '/Widget')
  return entries.flatMap(([name, what]) => (dict.delete(PDFName.of(name)) ? [what] : []))
}

/** An object and all that lies directly in it, as far as it has entries. */
async function dictsIn(object: PDFObject): Promise<PDFDict[]> {
  const { PDFDict: Dict, PDFArray, PDFStream } = await import('@cantoo/pdf-lib')
  const found: PDFDict[] = []
  const open = [object]
  for (let value = open.pop(); value; value = open.pop()) {
    if (value instanceof PDFStream) open.push(value.dict)
    else if (value instanceof PDFArray) open.push(...value.asArray())
    else if (value instanceof Dict) {
      found.push(value)
      open.push(...value.values())
    }
  }
  return found
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
  const numbers = context.enumerateIndirectObjects().map(([{ objectNumber }]) => objectNumber)
  context.largestObjectNumber = numbers.reduce((most, number) => Math.max(most, number), 0)
  const isOfFile = (object: PDFObject): boolean =>
    object instanceof PDFStream && /^\/(XRef|ObjStm)$/.test(object.dict.get(PDFName.of('Type'))?.toString() ?? '')
  return left.every(([, object]) => isOfFile(object)) ? [] : ['earlier states']
}
