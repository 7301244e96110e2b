import { entryBytes, type TiffEntry, viewOf } from '../tiff-entries.ts'
import { followed } from './exif-block.ts'
import { exifDensity } from './exif-density.ts'
import { type ExifEntry, exifDirectory, firstDirectory, isLittle } from './exif-directory.ts'
import type { Stamp } from './image.ts'
import type { Size } from './image-passes.ts'
import { wholeExif } from './redact-exif.ts'
import { entriesOf } from './stamp-exif.ts'
import { TiffWriting } from './tiff-writing.ts'

/** What is so of the picture as it is written. */
export interface ExifNews extends Size {
  orientation: number
  stamp: Stamp
  /** Pixels to the inch, to be told where the block does not; undefined when there is nothing to tell. */
  density?: number | undefined
}

const exifPointer = 0x8769
const stamped = { copyright: 0x8298, author: 0x013b }

/** The block with every tag it had, telling what is so now, and without thumbnails; undefined when it cannot be followed to its end. */
export function renewedExif(block: Buffer, news: ExifNews): Buffer | undefined {
  const whole = wholeExif(block)
  // Directories that lie upon one another lead elsewhere once something was left out of one.
  return whole && followed(() => renewed(whole, news))
}

function renewed(block: Buffer, news: ExifNews): Buffer {
  setNumbers(block, news)
  const entries = [...textEntries(news.stamp), ...densityEntries(block, news)]
  return entries.length === 0 ? block : withEntries(block, entries)
}

/** Only where it told them: what is left out, the picture says itself. */
function setNumbers(block: Buffer, { orientation, width, height }: ExifNews): void {
  const view = viewOf(block)
  const picture = exifDirectory(view, firstDirectory(view))
  setAll(view, picture, { 0x0100: width, 0x0101: height, 0x0112: orientation })
  const camera = picture.find(({ number }) => number === exifPointer)
  if (!camera) return
  const start = view.getUint32(camera.at + 8, isLittle(view))
  setAll(view, exifDirectory(view, start), { 0xa002: width, 0xa003: height })
}

/** How wide a number is, by its type. */
const short = 3
const long = 4

function setAll(view: DataView, entries: ExifEntry[], values: Record<number, number>): void {
  const little = isLittle(view)
  for (const { number, type, from, to } of entries) {
    const value = values[number]
    if (value === undefined) continue
    if (type === short && to - from === 2) view.setUint16(from, value, little)
    if (type === long && to - from === 4) view.setUint32(from, value, little)
  }
}

/** The first directory written anew at the end, with entries instead of what it said: nothing else moves, since makers' tags do not tell where they lead. */
function withEntries(block: Buffer, entries: TiffEntry[]): Buffer {
  const view = viewOf(block)
  const start = firstDirectory(view)
  const found = exifDirectory(view, start)
  const told = new Set(entries.map(({ number }) => number))
  const rest = found
    .filter(({ number }) => !told.has(number))
    .map(({ at }) => Buffer.from(block.subarray(at, at + entryBytes)))
  for (const { number, from, to } of found) if (told.has(number)) block.fill(0, from, to)
  block.fill(0, start, start + 2 + found.length * entryBytes)
  const writing = new TiffWriting(block, { little: isLittle(view) })
  return writing.finish(writing.directory([...rest, ...entries.map((entry) => writing.entry(entry))]))
}

const asciiType = 2

function textEntries(stamp: Stamp): TiffEntry[] {
  return entriesOf(stamp).map(([part, text]) => {
    const value = Buffer.from(`${text}\0`)
    return { number: stamped[part], type: asciiType, count: value.length, value }
  })
}

const resolution = { across: 0x011a, down: 0x011b, unit: 0x0128 }
const fraction = 5
const perInch = 2

function densityEntries(block: Buffer, { density }: ExifNews): TiffEntry[] {
  if (density === undefined || exifDensity(block) !== undefined) return []
  const little = isLittle(viewOf(block))
  const unit = Buffer.alloc(2)
  viewOf(unit).setUint16(0, perInch, little)
  const value = Buffer.alloc(8)
  viewOf(value).setUint32(0, Math.round(density), little)
  viewOf(value).setUint32(4, 1, little)
  return [
    { number: resolution.across, type: fraction, count: 1, value },
    { number: resolution.down, type: fraction, count: 1, value },
    { number: resolution.unit, type: short, count: 1, value: unit },
  ]
}
