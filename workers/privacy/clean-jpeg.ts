import { Fault } from '../../contract/fault.ts'
import type { Cleaned, DirtyFile } from './cleaned.ts'
import { orientationBlock, orientationOf } from './orientation-block.ts'

const marker = {
  app0: 0xe0,
  app1: 0xe1,
  app2: 0xe2,
  app13: 0xed,
  app14: 0xee,
  app15: 0xef,
  comment: 0xfe,
  scan: 0xda,
  end: 0xd9,
}

const names: Record<number, string> = {
  [marker.app0]: 'preview',
  [marker.app1]: 'XMP',
  [marker.app13]: 'IPTC',
  [marker.comment]: 'comment',
}

/** What says how the pixels are seen: how it begins, and how many bytes of it are read, its marker and its length among them. */
const needed: Record<number, { begin: string; mostBytes: number }> = {
  [marker.app0]: { begin: 'JFIF\0', mostBytes: 18 },
  [marker.app2]: { begin: 'ICC_PROFILE\0', mostBytes: 2 + 0xffff },
  [marker.app14]: { begin: 'Adobe', mostBytes: 16 },
}
/** Behind so many bytes a JFIF says how large its preview is. */
const bytesBeforePreview = 16

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
  const turned = block && segment(marker.app1, Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), block]))
  if (turned) kept.push(turned)
  for (const part of parts) {
    if (turned?.equals(bytes.subarray(part.from, part.to))) continue
    const whole = bytes.subarray(part.from, part.to)
    const most = shownBytes(part.code, whole)
    if (most > 0) kept.push(most < whole.length ? shortened(whole, most) : whole)
    if (most < whole.length) removed.push(nameOf(part.code, whole))
  }
  if ((parts.at(-1)?.to ?? bytes.length) < bytes.length) removed.push('data behind the picture')
  return { bytes: Buffer.concat(kept), removed }
}

function segment(code: number, content: Buffer): Buffer {
  const head = Buffer.from([0xff, code, 0, 0])
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

/** How many bytes of a segment the picture needs to be seen as it is. */
function shownBytes(code: number, whole: Buffer): number {
  if (code !== marker.comment && (code < marker.app0 || code > marker.app15)) return whole.length
  const { begin, mostBytes } = needed[code] ?? { begin: '', mostBytes: 0 }
  return whole.toString('latin1', 4, 4 + begin.length) === begin ? Math.min(mostBytes, whole.length) : 0
}

/** Without it, some readers would take its colours for others. */
function shortened(whole: Buffer, bytes: number): Buffer {
  const content = Buffer.from(whole.subarray(4, bytes))
  if (whole[1] === marker.app0) content.fill(0, bytesBeforePreview - 4)
  return segment(whole.readUInt8(1), content)
}

/** What a segment is called when it goes, or a part of it does. */
function nameOf(code: number, whole: Buffer): string {
  if (code === marker.app14 && shownBytes(code, whole) > 0) return 'left-over data'
  return whole.toString('latin1', 4, 8) === 'Exif' ? 'EXIF' : (names[code] ?? 'data of the camera’s maker')
}
