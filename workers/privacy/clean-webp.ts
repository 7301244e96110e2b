import { Fault } from '../../contract/fault.ts'
import type { Cleaned, DirtyFile } from './cleaned.ts'
import { orientationBlock, orientationOf } from './orientation-block.ts'

/** https://developers.google.com/speed/webp/docs/riff_container */
const shown = new Set(['VP8 ', 'VP8L', 'VP8X', 'ALPH', 'ANIM', 'ANMF', 'ICCP'])
const names: Record<string, string> = { EXIF: 'EXIF', 'XMP ': 'XMP' }
const flag = { exif: 0x08, xmp: 0x04 }

/** A WebP with every pixel and frame, its colour profile and its orientation. */
export async function cleanWebp({ bytes, subject }: DirtyFile): Promise<Cleaned> {
  const block = orientationBlock(await orientationOf(bytes))
  const end = bytes.readUInt32LE(4) + 8
  const kept: Buffer[] = []
  const removed: string[] = end < bytes.length ? ['data behind the picture'] : []
  for (let at = 12; at + 8 <= end; ) {
    const type = bytes.toString('latin1', at, at + 4)
    const to = at + 8 + bytes.readUInt32LE(at + 4) + (bytes.readUInt32LE(at + 4) % 2)
    if (to > bytes.length + 1)
      throw new Fault('file-damaged', { subject, why: 'A part of it is longer than the file.' })
    const isOurs = type === 'EXIF' && block?.equals(bytes.subarray(at + 8, at + 8 + block.length))
    if (!shown.has(type) && !isOurs) removed.push(names[type] ?? `chunk ${type.replace(/\W/g, '?')}`)
    else if (!isOurs)
      kept.push(type === 'VP8X' ? flagged(bytes.subarray(at, to), block !== undefined) : bytes.subarray(at, to))
    at = to
  }
  if (block) kept.push(chunk('EXIF', block))
  const body = Buffer.concat([Buffer.from('WEBP'), ...kept])
  return { bytes: chunk('RIFF', body), removed }
}

/** What the header announces has to be there, and nothing else. */
function flagged(header: Buffer, hasExif: boolean): Buffer {
  const copy = Buffer.from(header)
  const others = copy.readUInt8(8) & ~(flag.exif | flag.xmp)
  copy.writeUInt8(others | (hasExif ? flag.exif : 0), 8)
  return copy
}

function chunk(type: string, content: Buffer): Buffer {
  const head = Buffer.alloc(8)
  head.write(type, 'latin1')
  head.writeUInt32LE(content.length, 4)
  return Buffer.concat([head, content, Buffer.alloc(content.length % 2)])
}
