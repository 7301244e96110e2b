import { Fault } from '../../contract/fault.ts'
import type { Cleaned, DirtyFile } from './cleaned.ts'
import { orientationBlock, orientationOf } from './orientation-block.ts'

const marker = {
  app0: 0xe0,
  app1: 0xe1,
  app13: 0xed,
  app14: 0xee,
  app15: 0xef,
  comment: 0xfe,
  scan: 0xda,
  end: 0xd9,
}

const names: Record<number, string> = { [marker.app0]: 'preview', [marker.app1]: 'XMP', [marker.app13]: 'IPTC' }

interface Part {
  code: number
  from: number
  to: number
}

/** A JPEG with every pixel as it was, its colour profile and its orientation; tags, previews, comments and what follows the picture are gone. */
export async function cleanJpeg({ bytes, subject }: DirtyFile): Promise<Cleaned> {
  const parts = partsOf(bytes, subject)
  const kept: Buffer[] = [bytes.subarray(0, 2)]
  const removed: string[] = []
  const block = orientationBlock(await orientationOf(bytes))
  const turned = block && segment(Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), block]))
  if (turned) kept.push(turned)
  for (const part of parts) {
    if (turned?.equals(bytes.subarray(part.from, part.to))) continue
    const reason = removalOf(bytes, part)
    if (reason === undefined) kept.push(bytes.subarray(part.from, part.to))
    else removed.push(reason)
  }
  if ((parts.at(-1)?.to ?? bytes.length) < bytes.length) removed.push('data behind the picture')
  return { bytes: Buffer.concat(kept), removed }
}

function segment(content: Buffer): Buffer {
  const head = Buffer.from([0xff, marker.app1, 0, 0])
  head.writeUInt16BE(content.length + 2, 2)
  return Buffer.concat([head, content])
}

/** Every segment with its marker, scans with their data, to the end marker. Raises `file-damaged`. */
function partsOf(bytes: Buffer, subject: string): Part[] {
  const parts: Part[] = []
  for (let at = 2; at + 2 <= bytes.length; ) {
    const code = bytes.readUInt8(at + 1)
    if (bytes[at] !== 0xff) break
    if (code === 0xff) at += 1
    else if (code === marker.end) return [...parts, { code, from: at, to: at + 2 }]
    else {
      if (at + 4 > bytes.length) break
      const ends = at + 2 + bytes.readUInt16BE(at + 2)
      const to = code === marker.scan ? scanEnd(bytes, ends) : ends
      parts.push({ code, from: at, to })
      at = to
    }
  }
  throw new Fault('file-damaged', { subject, why: 'Its parts cannot be followed to the end of the picture.' })
}

/** Within a scan, 0xff is followed by 0 or by a restart marker. */
function scanEnd(bytes: Buffer, from: number): number {
  for (let at = bytes.indexOf(0xff, from); at >= 0 && at + 1 < bytes.length; at = bytes.indexOf(0xff, at + 2)) {
    const code = bytes.readUInt8(at + 1)
    if (code !== 0 && !(code >= 0xd0 && code <= 0xd7)) return at
  }
  return bytes.length
}

/** What a segment is called when it goes; undefined for what the picture needs to be seen as it is. */
function removalOf(bytes: Buffer, { code, from, to }: Part): string | undefined {
  if (code === marker.comment) return 'comment'
  if (code < marker.app0 || code > marker.app15) return undefined
  const name = bytes.toString('latin1', from + 4, Math.min(to, from + 34))
  const isPlain = name.startsWith('JFIF') && to - from <= 18
  const isOfColours = name.startsWith('ICC_PROFILE') || (code === marker.app14 && name.startsWith('Adobe'))
  if (isOfColours || isPlain) return undefined
  if (name.startsWith('Exif')) return 'EXIF'
  return names[code] ?? 'data of the camera’s maker'
}
