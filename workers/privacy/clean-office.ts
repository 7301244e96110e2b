import { Fault } from '../../contract/fault.ts'
import { zipChunks } from '../archives/zip-writer.ts'
import { cleanedMedia } from './clean-media.ts'
import type { Cleaned, DirtyFile } from './cleaned.ts'
import { type OfficePart, officeParts } from './office-parts.ts'
import { silencePart } from './silence-part.ts'

/** No time of day or place is told by when a part was written. */
const noTime = Date.UTC(1980, 0, 2)

/**
 * A document of Word, Excel, PowerPoint or LibreOffice without the properties that name people, firms and programs, the names of who commented and
 * changed, its preview, and the tags of pictures in it. Raises `wrong-type` for what cannot be promised: macros and documents inside.
 */
export async function cleanOffice(file: DirtyFile): Promise<Cleaned> {
  const removed: string[] = []
  const parts: OfficePart[] = []
  for (const part of await officeParts(file)) {
    requireKnown(part, file.subject)
    if (isPreview(part.name)) removed.push('preview')
    else parts.push(await cleaned(part, file, removed))
  }
  const packed = parts.map(({ name, content }) => ({
    name,
    modifiedMs: noTime,
    sizeBytes: content.length,
    chunks: async function* () {
      yield content
    },
  }))
  return { bytes: Buffer.concat(await Array.fromAsync(zipChunks(packed, { level: 6 }))), removed }
}

async function cleaned(part: OfficePart, { subject }: DirtyFile, removed: string[]): Promise<OfficePart> {
  if (/\.(xml|rels)$/i.test(part.name)) {
    const { text, said } = silencePart(part.name, textOf(part, subject))
    removed.push(...said)
    return { name: part.name, content: Buffer.from(text) }
  }
  const media = await cleanedMedia(part.content, subject)
  removed.push(...media.removed.map((what) => `${what} of a picture`))
  return { name: part.name, content: media.bytes }
}

function isPreview(name: string): boolean {
  return /^(docProps\/thumbnail\.|Thumbnails\/)/i.test(name)
}

function requireKnown({ name }: OfficePart, subject: string): void {
  const refuse = (why: string): never => {
    throw new Fault('wrong-type', { subject, why })
  }
  if (/vbaProject|(^|\/)Basic\/|(^|\/)Scripts\//i.test(name)) refuse('It has macros, which have to be looked at.')
  if (/(^|\/)embeddings\/|^Object \d|ObjectReplacements/i.test(name))
    refuse('There are other documents inside it, which have to be looked at one by one.')
}

/** All of them are written in UTF-8; what is not could hold names that are not found. */
function textOf({ content }: OfficePart, subject: string): string {
  const text = content.toString()
  if (!text.includes('\uFFFD') && !/^<\?xml[^>]*encoding=["'](?!utf-?8)/i.test(text)) return text
  throw new Fault('wrong-type', { subject, why: 'A part of it is not written in UTF-8.' })
}
