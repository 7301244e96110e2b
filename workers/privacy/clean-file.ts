import { Fault } from '../../contract/fault.ts'
import { foreignType } from '../carriers/foreign-type.ts'
import { sniffBytes, sniffImage } from '../carriers/sniff-image.ts'
import { asDamage, pictureCleaner } from './clean-media.ts'
import { cleanOffice } from './clean-office.ts'
import { cleanPdf } from './clean-pdf.ts'
import type { Cleaned, DirtyFile } from './cleaned.ts'
import { officeParts, officeType } from './office-parts.ts'
import { saidFields } from './said-fields.ts'

export interface CleanFile extends Cleaned {
  type: string
}

/**
 * The file without what it says about people, and all of that by name, each once. Raises `wrong-type` for every kind of which this cannot be promised:
 * it stops for a person to look at.
 */
export async function cleanFile({ bytes, subject }: Omit<DirtyFile, 'type'>): Promise<CleanFile> {
  const type = await typeOf(bytes, subject)
  const cleaner = cleanerOf(type)
  if (!cleaner) throw await unknown(bytes, subject)
  const file = { bytes, subject, type }
  // Ahead of other readers: an animation says here that it is one, where they would call it damaged.
  const { bytes: clean, removed } = await cleaner(file)
  const said = type.startsWith('image/') ? await saidFields(bytes).catch(asDamage(file)) : []
  return { bytes: clean, removed: [...new Set([...removed, ...said])], type }
}

/** Reads a result anew, as if it had come from elsewhere. Raises `result-wrong` when there is anything left to take out. */
export async function requireClean(path: string, bytes: Buffer): Promise<void> {
  const { removed } = await cleanFile({ bytes, subject: path })
  if (removed.length === 0) return
  throw new Fault('result-wrong', { subject: path, why: `It still says: ${removed.join(', ')}.` })
}

function cleanerOf(type: string): ((file: DirtyFile) => Promise<Cleaned>) | undefined {
  if (type === 'application/pdf') return cleanPdf
  return type.startsWith('application/vnd.') ? cleanOffice : pictureCleaner(type)
}

async function typeOf(bytes: Buffer, subject: string): Promise<string> {
  const head = bytes.subarray(0, sniffBytes)
  const picture = sniffImage(head)
  if (picture) return picture
  if (head.toString('latin1', 0, 1024).includes('%PDF-')) return 'application/pdf'
  const isZip = head.toString('latin1', 0, 4) === 'PK\x03\x04'
  return (isZip && officeType(await officeParts({ bytes, subject }))) || ''
}

async function unknown(bytes: Buffer, subject: string): Promise<Fault> {
  const { why } = await foreignType(subject, bytes.subarray(0, sniffBytes))
  return new Fault('wrong-type', {
    subject,
    why: `${why} What it says about you cannot be taken out with certainty: look at it yourself.`,
  })
}
