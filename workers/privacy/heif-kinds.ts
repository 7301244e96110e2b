import { Fault } from '../../contract/fault.ts'
import { redactExif } from '../carriers/redact-exif.ts'
import { type HeifItem, itemsOf } from '../heif-items.ts'

/** An item that is words and no pixels, and what is left of it. */
export interface HeifWords {
  name: string
  blank: (words: Buffer) => Buffer
}

const nothing = { copyright: false, camera: false, location: false }
const wordKinds: Record<string, HeifWords> = {
  Exif: { name: 'EXIF', blank: blankTags },
  mime: { name: 'XMP', blank: (text) => Buffer.alloc(text.length, ' ') },
  'uri ': { name: 'data of a program', blank: (data) => Buffer.alloc(data.length) },
}
/** Coded pixels, and pictures made of others. https://mp4ra.org/registered-types/item-types */
const pictures = new Set('hvc1 hev1 lhv1 av01 avc1 svc1 vvc1 evc1 jpeg j2k1 unci mski grid iovl iden tmap'.split(' '))

/**
 * What each item of a HEIC or AVIF is, by its number: words, or undefined for a picture. Raises `file-damaged` where the table tells of one item twice, and
 * `wrong-type` for one of another kind: it may say anything. Throws `RangeError` where the table breaks off.
 */
export function heifKinds(info: Buffer, subject: string): Map<number, HeifWords | undefined> {
  const items = Array.from(itemsOf(info))
  const kinds = new Map(items.map((item) => [item.id, kindOf(item, subject)]))
  if (kinds.size < items.length)
    throw new Fault('file-damaged', { subject, why: 'Its table tells of one part twice what it is.' })
  return kinds
}

function kindOf({ type, contentType }: HeifItem, subject: string): HeifWords | undefined {
  if (pictures.has(type) || contentType.startsWith('image/')) return undefined
  const known = wordKinds[type]
  if (known) return known
  const why = 'It has a part of a kind that is not known, which may tell something about you: look at it yourself.'
  throw new Fault('wrong-type', { subject, why })
}

const heading = 'Exif\0\0'

/** A number in front of the block says how far behind it that begins. */
function blankTags(words: Buffer): Buffer {
  const clean = Buffer.alloc(words.length)
  if (words.length < 4) return clean
  words.copy(clean, 0, 0, 4)
  const told = 4 + words.readUInt32BE()
  const at = words.toString('latin1', told, told + heading.length) === heading ? told + heading.length : told
  if (words.toString('latin1', at - heading.length, at) === heading) clean.write(heading, at - heading.length, 'latin1')
  redactExif(words.subarray(at), nothing)?.copy(clean, at)
  return clean
}
