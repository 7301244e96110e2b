import type { FileHandle } from 'node:fs/promises'
import { basename } from 'node:path'
import type { Facts } from '../contract/facts.ts'
import { containerDate } from './containers/container-date.ts'
import { exifBlock } from './exif-block.ts'
import { localTime } from './local-time.ts'
import { nameDate } from './name-date.ts'
import { unlessPassing } from './errno-fault.ts'
import { openRegular } from './open-for-reading.ts'
import { type TiffDirectories, tiffDirectories } from './tiff-directories.ts'
import { toldDate } from './told-date.ts'

/** A JPEG has its tags at the beginning; what lies behind this much of it is not looked for. */
const headBytes = 512 * 1024

interface Tags {
  DateTimeOriginal?: string
  CreateDate?: string
  /** When it was last changed, by a program too. */
  ModifyDate?: string
  /** A damaged picture may have a number, or bytes, in the place of either. */
  Make?: unknown
  Model?: unknown
}

/**
 * What a file tells before it is decoded: `date`, where it has one (as the clock of the camera showed it, whatever its zone), `date-source`, which says
 * where that stood, `created`, where the disk keeps that, and `camera`. What has no tags, is damaged or no file was made when it was modified.
 * Throws what keeps it from being read and passes.
 */
export async function inspect(path: string): Promise<Facts> {
  try {
    await using file = await openRegular(path)
    if (!file) return fromModified
    const head = await readPart(file, 0, headBytes)
    const tags = await readTags(file, head).catch((error: unknown): Tags => {
      unlessPassing(error, path)
      return {}
    })
    const camera = cameraOf(tags)
    const dates = { ...(await createdFact(file)), ...(await dateFacts(path, { file, head, tags })) }
    return camera === '' ? dates : { ...dates, camera }
  } catch (error) {
    unlessPassing(error, path)
    return fromModified
  }
}

/** Its maker and its model: `Apple iPhone 15`. Many models begin with the name of their maker, which is said once: `Canon EOS R6`, `NIKON D850`. */
function cameraOf({ Make = '', Model = '' }: Tags): string {
  const [maker = '', model = ''] = [Make, Model].map((told) => String(told).trim())
  const [name = ''] = maker.toLowerCase().split(/[\s,]/)
  const saidByModel = name !== '' && model.toLowerCase().split(/\s/)[0] === name
  return saidByModel ? model : `${maker} ${model}`.trim()
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

/** The first that knows has the word. A tag of when it was changed tells less than a name: programs write one into pictures that had none. */
async function dateFacts(path: string, { file, head, tags }: Looking): Promise<Facts> {
  const taken = tagDate(tags) ?? (await toldDate(file, head))
  if (taken !== null) return { date: taken, 'date-source': 'exif' }
  const recorded = await containerDate(file, head)
  if (recorded !== null) return { date: recorded, 'date-source': 'container' }
  const named = nameDate(basename(path))
  if (named !== null) return { date: named, 'date-source': 'name' }
  const changed = localTime(tags.ModifyDate)
  return changed === null ? fromModified : { date: changed, 'date-source': 'exif' }
}

async function readPart(file: FileHandle, at: number, length: number): Promise<Buffer> {
  const part = Buffer.alloc(length)
  const { bytesRead } = await file.read(part, 0, length, at)
  return part.subarray(0, bytesRead)
}

/** Those of a JPEG stand at its beginning, those of others anywhere in it. */
async function readTags(file: FileHandle, head: Buffer): Promise<Tags> {
  const read = (at: number, length: number) => readPart(file, at, length)
  const found = (await tiffDirectories(read)) ?? (await exifBlock(read))
  if (found) return tagsOf(found)
  if (head.toString('latin1', 0, 2) !== '\xff\xd8') return {}
  const { default: exifr } = await import('exifr')
  const pick = ['DateTimeOriginal', 'CreateDate', 'ModifyDate', 'Make', 'Model']
  return ((await exifr.parse(head, { pick, reviveValues: false })) as Tags | undefined) ?? {}
}

function tagsOf({ picture, exif }: TiffDirectories): Tags {
  const tags = {
    DateTimeOriginal: exif.get(0x9003),
    CreateDate: exif.get(0x9004),
    ModifyDate: picture.get(0x0132),
    Make: picture.get(0x010f),
    Model: picture.get(0x0110),
  }
  return Object.fromEntries(Object.entries(tags).filter(([, text]) => text !== undefined))
}

/**
 * `2024:05:01 12:00:00` is what the clock showed where the picture was taken, and stands as it was written. A camera that also tells its zone is not
 * translated into another: an evening stays one of its own day.
 */
function tagDate({ DateTimeOriginal, CreateDate }: Tags): string | null {
  return localTime(DateTimeOriginal) ?? localTime(CreateDate)
}
