import { entryBytes, type TiffEntry, viewOf } from '../tiff-entries.ts'
import { followed } from './exif-block.ts'
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
  const texts = entriesOf(news.stamp).map(([part, text]) => [stamped[part], text] as const)
  return texts.length === 0 ? block : withTexts(block, new Map(texts))
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

/** The first directory written anew at the end, with texts instead of what it said: nothing else moves, since makers' tags do not tell where they lead. */
function withTexts(block: Buffer, texts: Map<number, string>): Buffer {
  const view = viewOf(block)
  const start = firstDirectory(view)
  const found = exifDirectory(view, start)
  const rest = found
    .filter(({ number }) => !texts.has(number))
    .map(({ at }) => Buffer.from(block.subarray(at, at + entryBytes)))
  for (const { number, from, to } of found) if (texts.has(number)) block.fill(0, from, to)
  block.fill(0, start, start + 2 + found.length * entryBytes)
  const writing = new TiffWriting(block, { little: isLittle(view) })
  const entries = [...texts].map(([number, text]) => writing.entry(textEntry(number, text)))
  return writing.finish(writing.directory([...rest, ...entries]))
}

const asciiType = 2

function textEntry(number: number, text: string): TiffEntry {
  const value = Buffer.from(`${text}\0`)
  return { number, type: asciiType, count: value.length, value }
}
