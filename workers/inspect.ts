import { type FileHandle, open } from 'node:fs/promises'
import type { Facts } from '../contract/facts.ts'
import { encodePath } from '../contract/path-text.ts'
import { containerDate } from './container-date.ts'
import { nameDate } from './name-date.ts'

/** Cameras write their tags at the beginning; what lies behind this much is not looked for. */
const headBytes = 512 * 1024
/** Larger ones are not read whole for their tags. */
const wholeMostBytes = 256 * 1024 * 1024

interface Tags {
  DateTimeOriginal?: string
  CreateDate?: string
  OffsetTimeOriginal?: string
  Make?: string
  Model?: string
}

/**
 * What a file tells before it is decoded: `date`, where it has one (without offset as the camera wrote it, in its own zone), `date-source`, which
 * says where that stood, `created`, where the disk keeps that, and `camera`. Never throws: a file without tags, or damaged, was made when it was modified.
 */
export async function inspect(path: string): Promise<Facts> {
  try {
    await using file = await open(path.isWellFormed() ? path : Buffer.from(encodePath(path)), 'r')
    const head = await readFirst(file, headBytes)
    const tags = await readTags(await tagged(file, head)).catch((): Tags => ({}))
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

async function readFirst(file: FileHandle, sizeBytes: number): Promise<Buffer> {
  const first = Buffer.alloc(sizeBytes)
  const { bytesRead } = await file.read(first, 0, sizeBytes, 0)
  return first.subarray(0, bytesRead)
}

/** TIFF files may have their tags at the end, and what these point to anywhere. */
async function tagged(file: FileHandle, head: Buffer): Promise<Buffer> {
  if (!hasTagsBehind(head)) return head
  const { size } = await file.stat()
  return size > wholeMostBytes ? head : readFirst(file, size)
}

function hasTagsBehind(head: Buffer): boolean {
  const order = head.toString('latin1', 0, 4)
  if (order === 'II*\0') return head.readUInt32LE(4) >= headBytes
  return order === 'MM\0*' && head.readUInt32BE(4) >= headBytes
}

async function readTags(file: Buffer): Promise<Tags> {
  const { default: exifr } = await import('exifr')
  const pick = ['DateTimeOriginal', 'CreateDate', 'OffsetTimeOriginal', 'Make', 'Model']
  return ((await exifr.parse(file, { pick, reviveValues: false })) as Tags | undefined) ?? {}
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
