import { redactExif } from '../carriers/redact-exif.ts'
import { boxesIn, type Stretch } from '../heif-boxes.ts'
import { itemsOf } from '../heif-items.ts'
import { counted, itemPlaces } from '../item-places.ts'

const nothing = { copyright: false, camera: false, location: false }

/** Items that are words and no pixels, and what is left of each. */
const blanks: Record<string, { name: string; blank: (words: Buffer) => Buffer }> = {
  Exif: { name: 'EXIF', blank: blankTags },
  mime: { name: 'XMP', blank: (words) => Buffer.alloc(words.length, ' ') },
  'uri ': { name: 'data of a program', blank: (words) => Buffer.alloc(words.length) },
}

/**
 * Blanks in `bytes` itself what a HEIC or AVIF says in words about any of its pictures: it may hold several, and readers of tags tell those of the one
 * that is shown. Names what it was. Wants a file with one table that can be followed.
 */
export function blankItems(bytes: Buffer): string[] {
  const whole = boxesIn(bytes, 0).find(({ type }) => type === 'meta')
  if (!whole) return []
  const table = bytes.subarray(whole.from, whole.to)
  const boxes = new Map(boxesIn(table, 4).map((box) => [box.type, box]))
  const [info, locations, data] = ['iinf', 'iloc', 'idat'].map((type) => boxes.get(type))
  if (!info || !locations) return []
  const words = itemsOf(table.subarray(info.from, info.to)).filter(
    ({ contentType }) => !contentType.startsWith('image/'),
  )
  const types = new Map(words.map(({ id, type }) => [id, type]))
  const spaces = new Map([[counted.inFile, bytes]])
  if (data) spaces.set(counted.inTable, table.subarray(data.from, data.to))
  return itemPlaces(table.subarray(locations.from, locations.to))
    .flatMap(({ id, way, pieces }) => {
      const kind = blanks[types.get(id) ?? '']
      const space = spaces.get(way)
      return kind && space && blankPieces(space, { ...kind, pieces }) ? [kind.name] : []
    })
    .toArray()
}

interface Words {
  blank: (words: Buffer) => Buffer
  pieces: Stretch[]
}

/** Whether there was anything. A piece without a length goes to the end. */
function blankPieces(space: Buffer, { blank, pieces }: Words): boolean {
  const parts = pieces.map(({ from, to }) => space.subarray(from, to > from ? to : space.length))
  const words = Buffer.concat(parts)
  const clean = blank(words)
  let at = 0
  for (const part of parts) at += clean.copy(part, 0, at, at + part.length)
  return !clean.equals(words)
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
