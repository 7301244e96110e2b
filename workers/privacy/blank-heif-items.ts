import { Fault } from '../../contract/fault.ts'
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

/** An item, where it lies, and what it is where it is to be blanked. */
interface Placed {
  kind: (typeof blanks)[string] | undefined
  way: number
  pieces: Stretch[]
}

/**
 * Blanks in `bytes` itself what a HEIC or AVIF says in words about any of its pictures: it may hold several, and readers of tags tell those of the one
 * that is shown. Names what it was. Wants a file with one table that can be followed. Raises `file-damaged` where words are said to lie in the place of
 * anything else.
 */
export function blankItems(bytes: Buffer, subject: string): string[] {
  const [head, ...others] = boxesIn(bytes, 0)
  const whole = [head, ...others].find((box) => box?.type === 'meta')
  if (!whole) return []
  const table = bytes.subarray(whole.from, whole.to)
  const boxes = new Map(boxesIn(table, 4).map((box) => [box.type, box]))
  const [info, locations, data] = ['iinf', 'iloc', 'idat'].map((type) => boxes.get(type))
  if (!info || !locations) return []
  const kinds = kindsIn(table.subarray(info.from, info.to))
  const placed = placedBy(table.subarray(locations.from, locations.to), kinds)
  const fixed = [head, whole].flatMap((box) => (box ? [{ from: box.start, to: box.to }] : []))
  requireApart([...placed, { kind: undefined, way: counted.inFile, pieces: fixed }], subject)
  const spaces = new Map([[counted.inFile, bytes]])
  if (data) spaces.set(counted.inTable, table.subarray(data.from, data.to))
  return placed.flatMap(({ kind, way, pieces }) => {
    const space = spaces.get(way)
    return kind && space && blankPieces(space, { ...kind, pieces }) ? [kind.name] : []
  })
}

/** What is to be blanked, by its number. */
function kindsIn(info: Buffer): Map<number, Placed['kind']> {
  const items = Array.from(itemsOf(info))
  return new Map(items.map(({ id, type, contentType }) => [id, isPicture(contentType) ? undefined : blanks[type]]))
}

const isPicture = (contentType: string): boolean => contentType.startsWith('image/')

/** A piece without a length goes to the end. */
function placedBy(locations: Buffer, kinds: Map<number, Placed['kind']>): Placed[] {
  return Array.from(itemPlaces(locations), ({ id, way, pieces }) => ({
    kind: kinds.get(id),
    way,
    pieces: pieces.map(({ from, to }) => ({ from, to: to > from ? to : Number.MAX_SAFE_INTEGER })),
  }))
}

/** Blanking may not reach what is seen, nor the table. */
function requireApart(placed: Placed[], subject: string): void {
  const piecesOf = (items: Placed[]) => items.flatMap(({ way, pieces }) => pieces.map((piece) => ({ ...piece, way })))
  const words = piecesOf(placed.filter(({ kind }) => kind))
  const staying = piecesOf(placed.filter(({ kind }) => !kind))
  const meets = words.some(({ from, to, way }) =>
    staying.some((other) => other.way === way && from < other.to && other.from < to),
  )
  if (meets)
    throw new Fault('file-damaged', { subject, why: 'Its table says that words and pictures lie in one place.' })
}

interface Words {
  blank: (words: Buffer) => Buffer
  pieces: Stretch[]
}

/** Whether there was anything. */
function blankPieces(space: Buffer, { blank, pieces }: Words): boolean {
  const parts = pieces.map(({ from, to }) => space.subarray(from, to))
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
