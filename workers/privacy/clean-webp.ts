import { Fault } from '../../contract/fault.ts'
import type { Cleaned, DirtyFile } from './cleaned.ts'
import { orientationBlock, orientationOf } from './orientation-block.ts'

const unbounded = Number.POSITIVE_INFINITY
/**
 * What decides how it looks, and how many bytes of each are read; words may stand behind them.
 * https://developers.google.com/speed/webp/docs/riff_container
 */
const shown: Record<string, number> = {
  'VP8 ': unbounded,
  VP8L: unbounded,
  VP8X: 10,
  ALPH: unbounded,
  ANIM: 6,
  ANMF: unbounded,
  ICCP: unbounded,
}
const names: Record<string, string> = { EXIF: 'EXIF', 'XMP ': 'XMP' }
const flag = { exif: 0x08, xmp: 0x04 }
/** Of a frame, in front of the parts it is made of. */
const frameHeadBytes = 16
const pixels = new Set(['ALPH', 'VP8 ', 'VP8L'])

/** A WebP with every pixel and frame, its colour profile and its orientation. */
export async function cleanWebp(file: DirtyFile): Promise<Cleaned> {
  const { bytes } = file
  const block = orientationBlock(await orientationOf(bytes))
  const end = bytes.readUInt32LE(4) + 8
  const kept: Buffer[] = []
  const removed: string[] = end < bytes.length ? ['data behind the picture'] : []
  for (const { type, content } of partsIn(file, 12, end)) {
    if (type === 'EXIF' && block?.equals(content)) continue
    const part = cleaned(file, { type, content }, removed)
    if (part) kept.push(type === 'VP8X' ? flagged(part, block !== undefined) : part)
  }
  if (block) kept.push(chunk('EXIF', block))
  const body = Buffer.concat([Buffer.from('WEBP'), ...kept])
  return { bytes: chunk('RIFF', body), removed }
}

interface Part {
  type: string
  content: Buffer
}

/** Raises `file-damaged` for one that is longer than the file. */
function* partsIn({ bytes, subject }: DirtyFile, from: number, end: number): Generator<Part> {
  for (let at = from; at + 8 <= end; ) {
    const length = bytes.readUInt32LE(at + 4)
    const to = at + 8 + length
    if (to > bytes.length) throw new Fault('file-damaged', { subject, why: 'A part of it is longer than the file.' })
    yield { type: bytes.toString('latin1', at, at + 4), content: bytes.subarray(at + 8, to) }
    at = to + (length % 2)
  }
}

/** Undefined for one that is not seen; its name goes into `removed`. */
function cleaned(file: DirtyFile, { type, content }: Part, removed: string[]): Buffer | undefined {
  const most = shown[type]
  if (most === undefined) {
    removed.push(names[type] ?? `chunk ${type.replace(/\W/g, '?')}`)
    return undefined
  }
  if (content.length > most) removed.push('left-over data')
  return chunk(type, type === 'ANMF' ? cleanFrame(file, content, removed) : content.subarray(0, most))
}

/** What is no part of its pixels is seen by nobody. */
function cleanFrame(file: DirtyFile, frame: Buffer, removed: string[]): Buffer {
  const parts = [...partsIn({ ...file, bytes: frame }, frameHeadBytes, frame.length)]
  const kept = parts.filter(({ type }) => pixels.has(type))
  if (kept.length < parts.length) removed.push('data beside a frame')
  return Buffer.concat([frame.subarray(0, frameHeadBytes), ...kept.map(({ type, content }) => chunk(type, content))])
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
