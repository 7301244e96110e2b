import { Fault } from '../../contract/fault.ts'
import { damageFault } from '../carriers/damage.ts'
import { sniffBytes, sniffImage } from '../carriers/sniff-image.ts'
import { cleanGif } from './clean-gif.ts'
import { cleanHeif } from './clean-heif.ts'
import { cleanJpeg } from './clean-jpeg.ts'
import { cleanPng } from './clean-png.ts'
import { cleanWebp } from './clean-webp.ts'
import type { Cleaned, DirtyFile } from './cleaned.ts'
import { saidFields } from './said-fields.ts'

/** By media type: the kinds of picture whose every part is known. */
const cleaners: Record<string, (file: DirtyFile) => Promise<Cleaned>> = {
  'image/jpeg': cleanJpeg,
  'image/png': cleanPng,
  'image/webp': cleanWebp,
  'image/gif': cleanGif,
  'image/heic': cleanHeif,
  'image/avif': cleanHeif,
}

/** Whoever reads a picture may stumble over it in ways of their own. */
export function asDamage({ subject, type, bytes }: DirtyFile): (error: unknown) => never {
  return (error) => {
    throw damageFault(error, { subject, type, input: bytes })
  }
}

/** What cleans a picture of this type; undefined for kinds that cannot be promised. */
export function pictureCleaner(type: string): ((file: DirtyFile) => Promise<Cleaned>) | undefined {
  const cleaner = cleaners[type]
  return cleaner && ((file) => cleaner(file).catch(asDamage(file)))
}

/**
 * A picture in a document without its tags, or as it is where it has no room for any; undefined for what is no picture that is known. Raises
 * `wrong-type` for a picture with tags that cannot be taken out.
 */
export async function cleanedMedia(bytes: Buffer, subject: string): Promise<Cleaned | undefined> {
  const type = sniffImage(bytes.subarray(0, sniffBytes)) ?? ''
  const file = { bytes, subject, type }
  const cleaner = pictureCleaner(type)
  if (cleaner) return cleaner(file)
  const isTiff = type === 'image/tiff'
  if (!isTiff && !isDrawn(bytes)) return undefined
  const said = isTiff ? await saidFields(bytes).catch(asDamage(file)) : []
  if (said.length === 0) return { bytes, removed: [] }
  const why = 'There is a picture inside it whose tags cannot be taken out: look at it yourself.'
  throw new Fault('wrong-type', { subject, why })
}

/** How drawings of Windows and of LibreOffice begin. */
const drawings = ['\xd7\xcd\xc6\x9a', '\x01\0\t\0\0\x03', '\x02\0\t\0\0\x03', '\x01\0\t\0\0\x01', 'VCLMTF']

/** A metafile, or a bitmap of a kind that cannot name the file its colours are in. */
function isDrawn(bytes: Buffer): boolean {
  const head = bytes.toString('latin1', 0, 44)
  if (head.startsWith('BM')) return /^[(l]\0{3}$/.test(head.slice(14, 18))
  if (head.startsWith('\x01\0\0\0')) return head.slice(40) === ' EMF'
  return drawings.some((start) => head.startsWith(start))
}
