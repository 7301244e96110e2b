import { Fault } from '../../contract/fault.ts'
import type { Cleaned, DirtyFile } from './cleaned.ts'

const block = { extension: 0x21, image: 0x2c, trailer: 0x3b }
const extension = { application: 0xff, comment: 0xfe }
/** How often an animation is shown. */
const pace = /^(NETSCAPE2\.0|ANIMEXTS1\.0)/

/** A GIF with every frame and its pace; comments and what programs have put between are gone. https://www.w3.org/Graphics/GIF/spec-gif89a.txt */
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
    const why = removalOf(bytes, from)
    if (why === undefined) kept.push(bytes.subarray(from, at))
    else removed.push(why)
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

function removalOf(bytes: Buffer, at: number): string | undefined {
  if (bytes[at] !== block.extension) return undefined
  if (bytes[at + 1] === extension.comment) return 'comment'
  if (bytes[at + 1] !== extension.application) return undefined
  const name = bytes.toString('latin1', at + 3, at + 14)
  return pace.test(name) ? undefined : name.startsWith('XMP') ? 'XMP' : 'data of a program'
}
