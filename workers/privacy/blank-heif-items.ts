import { Fault } from '../../contract/fault.ts'
import { type Box, boxesIn, type Stretch } from '../heif-boxes.ts'
import { counted, itemPlaces } from '../item-places.ts'
import { blankBetween } from './blank-between.ts'
import { type HeifWords, heifKinds } from './heif-kinds.ts'

/** Where an item lies in the file. */
interface Placed {
  /** Undefined for pictures. */
  kind: HeifWords | undefined
  pieces: Stretch[]
}

/**
 * Blanks in `bytes` itself what a HEIC or AVIF says in words about any of its pictures: it may hold several, and readers of tags tell those of the one
 * that is shown; and what was left over in its table. Names what it was. Wants a file with one table that can be followed. Raises `file-damaged` where
 * that does not tell of each part what it is, or words are said to lie in the place of anything else, and `wrong-type` for words put together from other parts, and for parts
 * of a kind that is not known.
 */
export function blankItems(bytes: Buffer, subject: string): string[] {
  const table = tableOf(bytes, subject)
  if (!table) return []
  const { inside, fixed } = table
  const placed = placedBy(table, { bytes, subject })
  requireApart([...placed, { kind: undefined, pieces: fixed }], subject)
  const said = placed.flatMap(({ kind, pieces }) =>
    kind && blankPieces(bytes, { ...kind, pieces }) ? [kind.name] : [],
  )
  const used = placed.flatMap(({ pieces }) => pieces)
  return blankBetween(bytes, inside, used) ? [...said, 'left-over data'] : said
}

interface Table {
  info: Buffer
  locations: Buffer
  /** Where the data within the table lies in the file; of no length where there is none. */
  inside: Stretch
  /** What says of what kind the file is, and the rest of the table. */
  fixed: Stretch[]
}

function tableOf(bytes: Buffer, subject: string): Table | undefined {
  const [head, ...others] = boxesIn(bytes, 0)
  const whole = [head, ...others].find((box) => box?.type === 'meta')
  if (!head || !whole) return undefined
  const end = Math.min(whole.to, bytes.length)
  const boxes = boxesIn(bytes.subarray(0, end), whole.from + 4)
  const [info, locations, data] = ['iinf', 'iloc', 'idat'].map((type) => onlyOne(boxes, { type, subject }))
  if (!info || !locations) return undefined
  const { from, to } = data ?? { from: end, to: end }
  return {
    info: bytes.subarray(info.from, Math.min(info.to, end)),
    locations: bytes.subarray(locations.from, Math.min(locations.to, end)),
    inside: { from, to: Math.min(to, end) },
    fixed: [
      { from: 0, to: head.to },
      { from: whole.start, to: from },
      { from: Math.min(to, end), to: end },
    ],
  }
}

/** Of two, each program would take another. */
function onlyOne(boxes: Box[], { type, subject }: { type: string; subject: string }): Box | undefined {
  const [box, ...others] = boxes.filter((one) => one.type === type)
  if (others.length > 0) throw new Fault('file-damaged', { subject, why: 'Its table has one part more than once.' })
  return box
}

/** A piece without a length goes to the end. */
function placedBy(
  { info, locations, inside }: Table,
  { bytes, subject }: { bytes: Buffer; subject: string },
): Placed[] {
  const kinds = heifKinds(info, subject)
  const spaces = new Map([
    [counted.inFile, { from: 0, to: bytes.length }],
    [counted.inTable, inside],
  ])
  return Array.from(itemPlaces(locations), ({ id, way, pieces }) => {
    const [kind, space] = [kinds.get(id), spaces.get(way)]
    if (!kinds.has(id) && pieces.length > 0)
      throw new Fault('file-damaged', { subject, why: 'Its table does not tell of each part what it is.' })
    if (kind && !space) throw new Fault('wrong-type', { subject, why: elsewhere })
    return { kind, pieces: space ? pieces.map((piece) => within(space, piece)) : [] }
  })
}

const elsewhere = 'Its tags do not lie in it in one place, and cannot be taken out with certainty: look at it yourself.'

function within(space: Stretch, { from, to }: Stretch): Stretch {
  const start = Math.min(space.from + from, space.to)
  return { from: start, to: to > from ? Math.min(space.from + to, space.to) : space.to }
}

/** Blanking may not reach what is seen, nor the table. */
function requireApart(placed: Placed[], subject: string): void {
  const marked = placed.flatMap(({ kind, pieces }) =>
    pieces.map((piece) => ({ ...piece, isWords: kind !== undefined })),
  )
  const ends = { words: 0, others: 0 }
  for (const { from, to, isWords } of marked.filter((one) => one.to > one.from).toSorted((a, b) => a.from - b.from)) {
    const [mine, theirs] = isWords ? (['words', 'others'] as const) : (['others', 'words'] as const)
    if (from < ends[theirs])
      throw new Fault('file-damaged', { subject, why: 'Its table says that words and pictures lie in one place.' })
    ends[mine] = Math.max(ends[mine], to)
  }
}

interface Words {
  blank: (words: Buffer) => Buffer
  pieces: Stretch[]
}

/** Whether there was anything. */
function blankPieces(bytes: Buffer, { blank, pieces }: Words): boolean {
  const parts = pieces.map(({ from, to }) => bytes.subarray(from, to))
  const words = Buffer.concat(parts)
  const clean = blank(words)
  let at = 0
  for (const part of parts) at += clean.copy(part, 0, at, at + part.length)
  return !clean.equals(words)
}
