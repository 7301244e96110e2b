import { open } from 'node:fs/promises'
import { encodePath } from '../contract/path-text.ts'
import type { Facts } from '../contract/facts.ts'

/** Cameras write their tags at the beginning; what lies behind this much is not looked for. */
const headBytes = 512 * 1024

interface Tags {
  DateTimeOriginal?: string
  CreateDate?: string
  OffsetTimeOriginal?: string
  Make?: string
  Model?: string
}

/** What a picture's own tags tell before it is decoded: `date` (as the camera wrote it, in its own zone) and `camera`. Never throws: a file without tags, or damaged, has none. */
export async function inspect(path: string): Promise<Facts> {
  try {
    const tags = await readTags(await readHead(path))
    const date = dateOf(tags)
    const camera = [tags.Make, tags.Model].filter(Boolean).join(' ').trim()
    return { ...(date === null ? {} : { date }), ...(camera === '' ? {} : { camera }) }
  } catch {
    return {}
  }
}

async function readHead(path: string): Promise<Buffer> {
  await using file = await open(path.isWellFormed() ? path : Buffer.from(encodePath(path)), 'r')
  const head = Buffer.alloc(headBytes)
  const { bytesRead } = await file.read(head, 0, headBytes, 0)
  return head.subarray(0, bytesRead)
}

async function readTags(head: Buffer): Promise<Tags> {
  const { default: exifr } = await import('exifr')
  const pick = ['DateTimeOriginal', 'CreateDate', 'OffsetTimeOriginal', 'Make', 'Model']
  return ((await exifr.parse(head, { pick, reviveValues: false })) as Tags | undefined) ?? {}
}

/** `2024:05:01 12:00:00`, with `+02:00` where the camera told. Without it the time stands as it was written. */
function dateOf({ DateTimeOriginal, CreateDate, OffsetTimeOriginal }: Tags): number | string | null {
  const match = /^(\d{4}):(\d\d):(\d\d) (\d\d:\d\d:\d\d)/.exec(DateTimeOriginal ?? CreateDate ?? '')
  if (!match || match[1] === '0000') return null
  const local = `${match[1]}-${match[2]}-${match[3]}T${match[4]}`
  const withOffset = OffsetTimeOriginal ? Date.parse(local + OffsetTimeOriginal) : Number.NaN
  return Number.isNaN(withOffset) ? local : withOffset
}
