import type { FileHandle } from 'node:fs/promises'
import { localTime } from '../local-time.ts'

/** Before the film stand a few kilobytes, behind it an index that is passed over. */
const mostListBytes = 64 * 1024
/** A film has a handful of parts; a broken one must not be walked for ever. */
const mostChunks = 1000
const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']

export function isAvi(head: Buffer): boolean {
  return head.toString('latin1', 0, 4) === 'RIFF' && head.toString('latin1', 8, 12) === 'AVI '
}

/**
 * When an AVI was recorded, as the clock of the camera showed it: cameras of the time wrote `IDIT`, each in a way of its own; programs write a day, `ICRD`.
 * The former has the word wherever it stands. https://exiftool.org/TagNames/RIFF.html
 */
export async function aviDate(file: FileHandle): Promise<string | null> {
  let day: string | null = null
  for await (const { name, text } of texts(file)) {
    const date = writtenDate(text)
    if (name === 'IDIT' && date !== null) return date
    if (name === 'ICRD') day ??= date
  }
  return day
}

interface Chunk {
  name: string
  from: number
  sizeBytes: number
}

async function* texts(file: FileHandle): AsyncGenerator<{ name: string; text: string }> {
  for await (const { name, from, sizeBytes } of chunksOf(file)) {
    if (name !== 'LIST' && name !== 'IDIT') continue
    const part = await readPart(file, from, Math.min(sizeBytes, mostListBytes))
    const inner = name === 'LIST' ? chunksIn(part) : [{ name, from: 0, sizeBytes: part.length }]
    for (const each of inner)
      if (/^(IDIT|ICRD)$/.test(each.name))
        yield { name: each.name, text: part.toString('latin1', each.from, each.from + each.sizeBytes) }
  }
}

/** Those that stand one behind the other in the file. The film itself is a list too, whose name says so and which tells nothing. */
async function* chunksOf(file: FileHandle): AsyncGenerator<Chunk> {
  let at = 12
  for (let chunk = 0; chunk < mostChunks; chunk += 1) {
    const frame = await readPart(file, at, 12)
    if (frame.length < 8) return
    const found = chunkAt(frame, 0)
    if (frame.toString('latin1', 8, 12) !== 'movi') yield { ...found, from: at + 8 }
    at += 8 + evenly(found.sizeBytes)
  }
}

/** Those of a list, whose own name stands in front of them. */
function chunksIn(list: Buffer): Chunk[] {
  const chunks: Chunk[] = []
  for (let at = 4; at + 8 <= list.length; ) {
    const chunk = chunkAt(list, at)
    chunks.push(chunk)
    at = chunk.from + evenly(chunk.sizeBytes)
  }
  return chunks
}

function chunkAt(bytes: Buffer, at: number): Chunk {
  return { name: bytes.toString('latin1', at, at + 4), from: at + 8, sizeBytes: bytes.readUInt32LE(at + 4) }
}

function evenly(sizeBytes: number): number {
  return sizeBytes + (sizeBytes % 2)
}

function writtenDate(text: string): string | null {
  return spelledDate(text) ?? numberedDate(text)
}

/** `Thu Oct 26 16:46:04 2006`, as C has it. */
function spelledDate(text: string): string | null {
  const [, name = '', day = '', clock, year] =
    /^[a-z]{3} ([a-z]{3}) +(\d{1,2}) (\d\d:\d\d:\d\d) (\d{4})/i.exec(text) ?? []
  const month = months.indexOf(name.toLowerCase()) + 1
  return localTime(`${year}:${twoDigits(month)}:${twoDigits(day)} ${clock}`)
}

const dayPattern = String.raw`(?<year>\d{4})[-/:] ?(?<month>\d\d?)[-/:] ?(?<day>\d\d?)`
const clockPattern = String.raw`[/T]? *(?<hours>\d\d?):(?<minutes>\d\d)(?::(?<seconds>\d\d))? *(?<half>[ap]m)?`
const numbered = new RegExp(`^${dayPattern}(?:${clockPattern})?`, 'i')

/** `2005/11/28/ 09:19`, `2001/ 1/27  1:42PM`, `2003:04:05 06:07:08`, `2009-05-07`; a day alone is of its beginning. */
function numberedDate(text: string): string | null {
  const found = numbered.exec(text)?.groups
  if (!found) return null
  const { year, month = '', day = '', hours = '0', minutes = '00', seconds = '00', half } = found
  return localTime(`${year}:${twoDigits(month)}:${twoDigits(day)} ${ofDay(hours, half)}:${minutes}:${seconds}`)
}

/** The 12th hour is the first of its half. */
function ofDay(hours: string, half: string | undefined): string {
  if (half === undefined) return twoDigits(hours)
  return twoDigits((Number(hours) % 12) + (half.toLowerCase() === 'pm' ? 12 : 0))
}

function twoDigits(number: string | number): string {
  return String(number).padStart(2, '0')
}

async function readPart(file: FileHandle, at: number, length: number): Promise<Buffer> {
  const part = Buffer.alloc(length)
  const { bytesRead } = await file.read(part, 0, length, at)
  return part.subarray(0, bytesRead)
}
