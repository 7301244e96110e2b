import { Fault } from '../../contract/fault.ts'
import { shown } from '../archives/admit-entries.ts'
import { cleanedMedia } from './clean-media.ts'
import type { Cleaned, DirtyFile } from './cleaned.ts'
import { leftOutAs } from './left-out.ts'
import { type OfficePart, officeParts } from './office-parts.ts'
import { officeZip } from './office-zip.ts'
import { silencePart } from './silence-part.ts'
import { isWellFormed } from './well-formed.ts'

/**
 * A document of Word, Excel, PowerPoint or LibreOffice without the properties that name people, firms and programs, the names of who commented and
 * changed, its preview, its printers, and the tags of pictures in it. Raises `wrong-type` for what cannot be promised: macros, documents and films
 * inside, and signatures.
 */
export async function cleanOffice(file: DirtyFile): Promise<Cleaned> {
  const removed: string[] = []
  const kept: OfficePart[] = []
  const parts = await officeParts(file)
  requireCleanable(parts, file.subject)
  for (const part of parts) {
    const what = leftOutAs(part.name)
    if (what) removed.push(what)
    else kept.push(await cleaned(part, file, removed))
  }
  return { bytes: officeZip(kept), removed }
}

/** Parts that are XML, whatever they are called. */
const xml = /\.(xml|rels|vml|rdf|psmdcp)$/i
/** Parts of other kinds that say nothing about people: the kind of the document, where its lines break, its fonts, how its controls look. */
const harmless = /^(mimetype|layout-cache)$|(^|\/)fonts\/[^/]+\.(odttf|fntdata|ttf|otf)$|(^|\/)activeX\/[^/]+\.bin$/i

async function cleaned(part: OfficePart, { subject }: DirtyFile, removed: string[]): Promise<OfficePart> {
  if (xml.test(part.name)) {
    const before = textOf(part, subject)
    const { text, said } = silencePart(part.name, before)
    requireWhole({ before, after: text }, { name: part.name, subject })
    removed.push(...said)
    return { name: part.name, content: Buffer.from(text) }
  }
  if (part.content.length === 0 || harmless.test(part.name)) return part
  const media = await cleanedMedia(part.content, subject)
  if (!media) throw new Fault('wrong-type', { subject, why: unknownPart(part.name) })
  removed.push(...media.removed.map((what) => `${what} of a picture`))
  return { name: part.name, content: media.bytes }
}

/** What no program could open any more is not handed out. Of a part that was damaged before nobody can tell. Raises `result-wrong`. */
export function requireWhole(
  { before, after }: { before: string; after: string },
  { name, subject }: { name: string; subject: string },
): void {
  if (after === before || isWellFormed(after) || !isWellFormed(before)) return
  throw new Fault('result-wrong', { subject, why: `Its part ${shown(name)} could not be opened after cleaning.` })
}

function unknownPart(name: string): string {
  return `What its part ${shown(name)} says about you cannot be taken out with certainty: look at it yourself.`
}

/** By the names of the parts: what a document cannot be cleaned with, and why. */
const uncleanable: readonly [RegExp, string][] = [
  [/vbaProject|(^|\/)Basic\/|(^|\/)Scripts\//i, 'It has macros, which have to be looked at.'],
  [
    /(^|\/)embeddings\/|^Object \d|ObjectReplacements/i,
    'There are other documents inside it, which have to be looked at one by one.',
  ],
  [
    /^_xmlsignatures\/|^META-INF\/[^/]*signatures/i,
    'It is signed, and the signature says by whom: without it, it would be another document.',
  ],
]

function requireCleanable(parts: readonly OfficePart[], subject: string): void {
  const found = uncleanable.find(([names]) => parts.some(({ name }) => names.test(name)))
  if (found) throw new Fault('wrong-type', { subject, why: found[1] })
}

/** What Excel fetches by itself is packed once more, in a part of its own that is written in UTF-16. */
const queries = 'schemas.microsoft.com/DataMashup'

/** All others are written in UTF-8; what is not could hold names that are not found. */
function textOf({ name, content }: OfficePart, subject: string): string {
  if (content.includes(queries) || content.includes(queries, 0, 'utf16le'))
    throw new Fault('wrong-type', {
      subject,
      why: 'It fetches numbers by queries (Power Query), which say from where and have to be looked at.',
    })
  const text = content.toString()
  if (!text.includes('\uFFFD') && !/^<\?xml[^>]*encoding=["'](?!utf-?8)/i.test(text)) return text
  throw new Fault('wrong-type', { subject, why: `Its part ${shown(name)} is not written in UTF-8.` })
}
