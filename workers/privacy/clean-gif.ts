import { Fault } from '../../contract/fault.ts'
import type { Cleaned, DirtyFile } from './cleaned.ts'

const block = { extension: 0x21, image: 0x2c, trailer: 0x3b }
const extension = { pace: 0xf9, application: 0xff }
const names: Record<number, string> = { 0x01: 'text', [extension.pace]: 'left-over data', 0xfe: 'comment' }
/** How often an animation is shown: a name of eleven letters, and three bytes of which the first is a 1. */
const loops = /^(NETSCAPE2\.0|ANIMEXTS1\.0)\x03\x01/

/**
 * A GIF with every frame and its pace. Comments, what programs have put between and words that are there to be drawn are gone: no program draws them.
 * https://www.w3.org/Graphics/GIF/spec-gif89a.txt
 */
export async function cleanGif({ bytes, subject }: DirtyFile): Promise<Cleaned> {
  let at = 13 + tableBytes(bytes.readUInt8(10))
  const kept: Buffer[] = [bytes.subarray(0, at)]
  const removed: string[] = []
  while (at < bytes.length) {
    const from = at
    const kind = bytes.readUInt8(at)
    if (kind === block.trailer) {
      if (at + 1 < bytes.length) removed.push('data behind the picture')
      return { bytes: Buffer.concat([...kept, bytes.subarray(at, at + 1)]), removed }
    }
    if (kind === block.image) at = skipSubBlocks(bytes, at + 11 + tableBytes(bytes[at + 9] ?? 0))
    else if (kind === block.extension) at = skipSubBlocks(bytes, at + 2)
    else break
    const part = bytes.subarray(from, at)
    kept.push(kind === block.image ? part : cleanExtension(part, removed))
  }
  throw new Fault('file-damaged', { subject, why: 'Its parts cannot be followed to the end of the picture.' })
}

/** Of the colour table that flags announce. */
function tableBytes(flags: number): number {
  return flags & 0x80 ? 3 * 2 ** ((flags & 7) + 1) : 0
}

function skipSubBlocks(bytes: Buffer, from: number): number {
  let at = from
  while (at < bytes.length && bytes[at] !== 0) at += 1 + (bytes[at] ?? 0)
  return at + 1
}

/** As much of it as decides how the picture is seen, and its end; what goes is named in `removed`. */
function cleanExtension(part: Buffer, removed: string[]): Buffer {
  const most = shownBytes(part)
  if (part.length <= most) return part
  removed.push(nameOf(part))
  return most === 0 ? Buffer.alloc(0) : Buffer.concat([part.subarray(0, most - 1), Buffer.alloc(1)])
}

function shownBytes(part: Buffer): number {
  if (part[1] === extension.pace) return part[2] === 4 ? 8 : 0
  const isLooping = part[1] === extension.application && loops.test(part.toString('latin1', 3, 16))
  return isLooping ? 19 : 0
}

function nameOf(part: Buffer): string {
  if (part.toString('latin1', 3, 6) === 'XMP') return 'XMP'
  return names[part[1] ?? 0] ?? 'data of a program'
}
