import { boxesIn, boxOf, type Stretch } from './heif-boxes.ts'
import { itemsOf } from './heif-items.ts'
import { counted, itemPlaces } from './item-places.ts'
import type { ReadAt } from './read-at.ts'

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

/** `place`: where in the file the table stands. */
function itemIn(table: Buffer, place: number): Stretch | undefined {
  const boxes = new Map(boxesIn(table, 4).map((box) => [box.type, box]))
  const [info, locations, data] = ['iinf', 'iloc', 'idat'].map((type) => boxes.get(type))
  const id = info && itemsOf(table.subarray(info.from, info.to)).find(({ type }) => type === 'Exif')?.id
  const item = id !== undefined && locations && locationOf(id, table.subarray(locations.from, locations.to))
  if (!item || item.way > counted.inTable) return undefined
  const base = item.way === counted.inTable ? place + (data?.from ?? Number.NaN) : 0
  return Number.isNaN(base) ? undefined : { from: base + item.from, to: base + item.to }
}

/** Where an item in one piece lies, and how that is counted. */
function locationOf(id: number, locations: Buffer): (Stretch & { way: number }) | undefined {
  for (const item of itemPlaces(locations)) {
    const [piece, ...others] = item.pieces
    if (item.id === id) return piece && others.length === 0 ? { ...piece, way: item.way } : undefined
  }
  return undefined
}
