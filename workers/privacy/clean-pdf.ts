import type { PDFDict, PDFDocument, PDFObject } from '@cantoo/pdf-lib'
import { Fault } from '../../contract/fault.ts'
import type { Cleaned, DirtyFile } from './cleaned.ts'
import { loadPdf, unreadable } from './load-pdf.ts'
import { silenceArticles } from './pdf-articles.ts'
import { silencePaths } from './pdf-paths.ts'
import { cleanedPhoto } from './pdf-photo.ts'
import { dropUnreachable, earlierStates } from './pdf-unreachable.ts'

/** Entries of any object that say something about people or programs, and nothing about how a page looks. */
const saying = ['Metadata', 'PieceInfo', 'LastModified', 'Creator', 'CreatorInfo']
/** Entries that say something in whatever stands on a page without being part of it: comments, marks, links and forms. */
const ofComment = { T: 'author of a comment', M: 'date of a comment', CreationDate: 'date of a comment' }

/**
 * A PDF without its properties, its XMP, what programs have left, who commented, where linked files lie, previews, earlier states, and the tags of photos in it. Pages look the same.
 * Raises `wrong-type` for what cannot be promised: locked ones, signed ones, and those with files or another form inside.
 */
export async function cleanPdf({ bytes, subject }: DirtyFile): Promise<Cleaned> {
  const document = await loadPdf(bytes, subject)
  const { context } = document
  const earlier = await earlierStates(document)
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
  removed.push(...earlier)
  await dropUnreachable(document)
  await requireNothingInside(document, subject)
  const written = await document.save({ addDefaultPage: false, updateFieldAppearances: false })
  return { bytes: Buffer.from(written), removed }
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

/** Takes what says something out of an object and of all that lies directly in it; names it. */
async function silence(object: PDFObject): Promise<string[]> {
  const { PDFName } = await import('@cantoo/pdf-lib')
  const removed: string[] = []
  for (const dict of await dictsIn(object)) {
    for (const name of saying) if (dict.delete(PDFName.of(name))) removed.push(name === 'Metadata' ? 'XMP' : name)
    removed.push(...(await silencePaths(dict)))
    const isPage = dict.get(PDFName.of('Type')) === PDFName.of('Page')
    // A small picture of the page as a program saw it last; a person may have taken something off the page since.
    if (isPage && dict.delete(PDFName.of('Thumb'))) removed.push('preview')
    if (dict.has(PDFName.of('Rect'))) removed.push(...(await silenceComment(dict)))
  }
  return removed
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
