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

/** A part of a document: a picture without its tags, anything else as it is. Raises `wrong-type` for a picture with tags that cannot be taken out. */
export async function cleanedMedia(bytes: Buffer, subject: string): Promise<Cleaned> {
  const type = sniffImage(bytes.subarray(0, sniffBytes)) ?? ''
  const file = { bytes, subject, type }
  const cleaner = pictureCleaner(type)
  if (cleaner) return cleaner(file)
  const said = type === 'image/tiff' ? await saidFields(bytes).catch(asDamage(file)) : []
  if (said.length === 0) return { bytes, removed: [] }
  const why = 'There is a picture inside it whose tags cannot be taken out: look at it yourself.'
  throw new Fault('wrong-type', { subject, why })
}
