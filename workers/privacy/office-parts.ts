import { admitEntries } from '../archives/admit-entries.ts'
import { type Lend, type Read, readZipDirectory } from '../archives/zip-directory.ts'
import { zipEntry } from '../archives/zip-entry.ts'
import { Fault } from '../../contract/fault.ts'
import type { DirtyFile } from './cleaned.ts'

export interface OfficePart {
  name: string
  content: Buffer
}

/** What one document may unpack to. */
const limits = { maxPixels: 0, maxUnpackedBytes: 512 * 2 ** 20, maxUnpackedRatio: 200, maxEntries: 20_000 }

/** The parts of a document in their order. Raises what opening a zip raises, and `wrong-type` for a locked one. */
export async function officeParts({ bytes, subject }: Pick<DirtyFile, 'bytes' | 'subject'>): Promise<OfficePart[]> {
  const read: Read = async (at, length) => bytes.subarray(at, at + length)
  const lend: Lend = async (at, length, use) => use(bytes.subarray(at, at + length))
  const zip = { subject, limits, sizeBytes: bytes.length, read, lend }
  const locked = (): never => {
    throw new Fault('wrong-type', { subject, why: 'It is locked: open it and save it without a password first.' })
  }
  const entries = (await readZipDirectory(zip)).map((record) => zipEntry(zip, record, locked))
  const parts: OfficePart[] = []
  for (const { name, chunks } of admitEntries(entries, { subject, archiveBytes: bytes.length, limits }))
    parts.push({ name, content: Buffer.concat(await Array.fromAsync(chunks())) })
  return parts
}

/** The media type of a document by what is in the zip; undefined for a zip that is none. */
export function officeType(parts: readonly OfficePart[]): string | undefined {
  const has = (name: string): boolean => parts.some((part) => part.name === name)
  const declared =
    parts
      .find(({ name }) => name === 'mimetype')
      ?.content.toString()
      .trim() ?? ''
  if (declared.startsWith('application/vnd.oasis.opendocument.')) return declared
  if (!has('[Content_Types].xml')) return undefined
  return Object.entries(mainParts).find(([name]) => has(name))?.[1]
}

const openXml = 'application/vnd.openxmlformats-officedocument.'
const mainParts = {
  'word/document.xml': `${openXml}wordprocessingml.document`,
  'xl/workbook.xml': `${openXml}spreadsheetml.sheet`,
  'ppt/presentation.xml': `${openXml}presentationml.presentation`,
}
