import type { FileHandle } from 'node:fs/promises'
import type { Facts } from '../contract/facts.ts'
import { containerDate } from './container-date.ts'
import { nameDate } from './name-date.ts'
import { openRegular } from './open-regular.ts'
import { type TiffDirectories, tiffDirectories } from './tiff-directories.ts'

/** Cameras write their tags at the beginning; what lies behind this much is not looked for. */
const headBytes = 512 * 1024

interface Tags {
  DateTimeOriginal?: string
  CreateDate?: string
  OffsetTimeOriginal?: string
  Make?: string
  Model?: string
}

/**
 * What a file tells before it is decoded: `date`, where it has one (without offset as the camera wrote it, in its own zone), `date-source`, which
 * says where that stood, `created`, where the disk keeps that, and `camera`. Never throws: a file without tags, or damaged, or what is no file, was made when it was modified.
 */
export async function inspect(path: string): Promise<Facts> {
  try {
    await using file = await openRegular(path)
    if (!file) return fromModified
    const head = await readPart(file, 0, headBytes)
    const tags = await readTags(file, head).catch((): Tags => ({}))
    const camera = [tags.Make, tags.Model].filter(Boolean).join(' ').trim()
    const dates = { ...(await createdFact(file)), ...(await dateFacts(path, { file, head, tags })) }
    return camera === '' ? dates : { ...dates, camera }
  } catch {
    return fromModified
  }
}

const fromModified = { 'date-source': 'modified' }

/** A disk that keeps no such time says 1970. */
async function createdFact(file: FileHandle): Promise<Facts> {
  const { birthtimeMs } = await file.stat()
  return birthtimeMs > 0 ? { created: Math.trunc(birthtimeMs) } : {}
}

interface Looking {
  file: FileHandle
  head: Buffer
  tags: Tags
}

/** The first that knows has the word. */
async function dateFacts(path: string, { file, head, tags }: Looking): Promise<Facts> {
  const taken = tagDate(tags)
  if (taken !== null) return { date: taken, 'date-source': 'exif' }
  const recorded = await containerDate(file, head)
  if (recorded !== null) return { date: recorded, 'date-source': 'container' }
  const named = nameDate(path.slice(path.lastIndexOf('/') + 1))
  return named === null ? fromModified : { date: named, 'date-source': 'name' }
}

async function readPart(file: FileHandle, at: number, length: number): Promise<Buffer> {
  const part = Buffer.alloc(length)
  const { bytesRead } = await file.read(part, 0, length, at)
  return part.subarray(0, bytesRead)
}

/** Those of a TIFF file may stand anywhere in it, those of others at its beginning. */
async function readTags(file: FileHandle, head: Buffer): Promise<Tags> {
  const tiff = await tiffDirectories((at, length) => readPart(file, at, length))
  if (tiff) return tagsOf(tiff)
  const { default: exifr } = await import('exifr')
  const pick = ['DateTimeOriginal', 'CreateDate', 'OffsetTimeOriginal', 'Make', 'Model']
  return ((await exifr.parse(head, { pick, reviveValues: false })) as Tags | undefined) ?? {}
}

function tagsOf({ picture, exif }: TiffDirectories): Tags {
  const tags = {
    DateTimeOriginal: exif.get(0x9003),
    CreateDate: exif.get(0x9004),
    OffsetTimeOriginal: exif.get(0x9011),
    Make: picture.get(0x010f),
    Model: picture.get(0x0110),
  }
  return Object.fromEntries(Object.entries(tags).filter(([, text]) => text !== undefined))
}

/** `2024:05:01 12:00:00`, with `+02:00` where the camera told. Without it the time stands as it was written. */
function tagDate({ DateTimeOriginal, CreateDate, OffsetTimeOriginal }: Tags): number | string | null {
  const local = localTime(DateTimeOriginal) ?? localTime(CreateDate)
  if (local === null) return null
  const withOffset = OffsetTimeOriginal ? Date.parse(local + OffsetTimeOriginal) : Number.NaN
  return Number.isNaN(withOffset) ? local : withOffset
}

/** Cameras whose clock was never set write zeros or blanks, and broken ones a 31 February: that tells nothing. */
function localTime(text: string = ''): string | null {
  const [, year, month, day, time] = /^(\d{4}):(\d\d):(\d\d) (\d\d:\d\d:\d\d)/.exec(text) ?? []
  const local = `${year}-${month}-${day}T${time}`
  const instant = Date.parse(`${local}Z`)
  const isThere = instant >= earliest && new Date(instant).toISOString().startsWith(local)
  return isThere ? local : null
}

/** Photos on paper were dated back to the first one. */
const earliest = Date.UTC(1826, 0, 1)
