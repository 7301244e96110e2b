import type { ReadAt } from './read-at.ts'

/** Part of a file, up to where the next begins. */
export interface Stretch {
  from: number
  to: number
}

/** A container has a handful of parts; a broken one must not be walked for ever. */
const boxesMost = 1000
/** The table of a picture of many tiles takes a few kilobytes; a longer one is not read. */
const tableMostBytes = 2 ** 20

/**
 * The block of tags in a HEIC or AVIF, where its table of items says, or in a JPEG XL, where it is a part of its own. Undefined where there is none, or
 * the table leads nowhere. ISO/IEC 14496-12, section 8.11, and ISO/IEC 23008-12, annex A
 */
export async function heifExif(read: ReadAt): Promise<Stretch | undefined> {
  try {
    const stretch = await itemOrBox(read)
    return stretch && (await behindOffset(stretch, read))
  } catch (error) {
    if (error instanceof RangeError) return undefined
    throw error
  }
}

/** A number says how far behind it the block begins. */
async function behindOffset({ from, to }: Stretch, read: ReadAt): Promise<Stretch> {
  return { from: from + 4 + (await read(from, 4)).readUInt32BE(), to }
}

interface Box extends Stretch {
  type: string
}

async function itemOrBox(read: ReadAt): Promise<Stretch | undefined> {
  let at = 0
  for (let count = 0; count < boxesMost; count += 1) {
    const frame = await read(at, 16)
    if (frame.length < 8) return undefined
    const box = boxOf(frame, at)
    if (box.type === 'Exif') return box
    if (box.type === 'meta') return itemIn(await read(box.from, Math.min(tableMostBytes, box.to - box.from)), box.from)
    at = box.to
  }
  return undefined
}

/** A length of 0 goes to the end of the file, one of 1 stands behind the type. */
function boxOf(frame: Buffer, at: number): Box {
  const short = frame.readUInt32BE(0)
  const head = short === 1 ? 16 : 8
  const length = short === 1 ? Number(frame.readBigUInt64BE(8)) : short || Number.MAX_SAFE_INTEGER - at
  return { type: frame.toString('latin1', 4, 8), from: at + head, to: at + Math.max(head, length) }
}

/** `place`: where in the file the table stands. */
function itemIn(table: Buffer, place: number): Stretch | undefined {
  const boxes = new Map(boxesIn(table, 4).map((box) => [box.type, box]))
  const [info, locations, data] = ['iinf', 'iloc', 'idat'].map((type) => boxes.get(type))
  const id = info && exifItem(table.subarray(info.from, info.to))
  const item = id !== undefined && locations && locationOf(id, table.subarray(locations.from, locations.to))
  if (!item || item.way > inTable) return undefined
  const base = item.way === inTable ? place + (data?.from ?? Number.NaN) : 0
  return Number.isNaN(base) ? undefined : { from: base + item.from, to: base + item.to }
}

function boxesIn(bytes: Buffer, from: number): Box[] {
  const boxes: Box[] = []
  for (let at = from; at + 8 <= bytes.length && boxes.length < 2 ** 16; at = boxes.at(-1)?.to ?? bytes.length)
    boxes.push(boxOf(bytes.subarray(at), at))
  return boxes
}

function exifItem(info: Buffer): number | undefined {
  const isWide = info.readUInt8(0) > 0
  for (const { from, type } of boxesIn(info, isWide ? 8 : 6)) {
    const idBytes = info.readUInt8(from) === 2 ? 2 : 4
    const kind = from + 4 + idBytes + 2
    if (type === 'infe' && info.toString('latin1', kind, kind + 4) === 'Exif') return info.readUIntBE(from + 4, idBytes)
  }
  return undefined
}

/** A table of the largest size could claim so many pieces of no bytes each that counting them took minutes. */
const piecesMost = 256

/** How a place is counted: from the beginning of the file, or of the data within the table. */
const inTable = 1

/** Where an item in one piece lies, and how that is counted. */
function locationOf(id: number, locations: Buffer): (Stretch & { way: number }) | undefined {
  const version = locations.readUInt8(0)
  const sizes = locations.readUInt16BE(4)
  const [offsetBytes, lengthBytes, baseBytes, indexBytes] = [12, 8, 4, 0].map((bits) => (sizes >> bits) & 15)
  const numbers = numbersIn(locations, 6)
  const idBytes = version < 2 ? 2 : 4
  for (let left = numbers(idBytes); left > 0; left -= 1) {
    const item = numbers(idBytes)
    const way = version === 0 ? 0 : numbers(2) & 15
    numbers(2)
    const base = numbers(baseBytes)
    const count = numbers(2)
    if (count > piecesMost) return undefined
    const pieces = Array.from({ length: count }, () => {
      if (version > 0) numbers(indexBytes)
      const from = base + numbers(offsetBytes)
      return { from, to: from + numbers(lengthBytes), way }
    })
    if (item === id) return pieces.length === 1 ? pieces[0] : undefined
  }
  return undefined
}

/** Reads one number after the other, each of so many bytes; throws `RangeError` at the end. */
function numbersIn(bytes: Buffer, start: number): (length?: number) => number {
  let at = start
  return (length = 0) => {
    at += length
    if (length === 8) return Number(bytes.readBigUInt64BE(at - length))
    return length === 0 ? 0 : bytes.readUIntBE(at - length, length)
  }
}
