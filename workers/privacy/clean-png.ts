import { Fault } from '../../contract/fault.ts'
import { pngChunk } from '../carriers/png-chunks.ts'
import type { Cleaned, DirtyFile } from './cleaned.ts'
import { orientationBlock, orientationOf } from './orientation-block.ts'
import { withoutName } from './png-profile.ts'

/**
 * What decides how it looks, and how many bytes each may hold: what is longer has words behind its end. Everything else a PNG may hold says something
 * about it. https://www.w3.org/TR/png-3/#11Chunks
 */
const shown: Record<string, number> = {
  IHDR: 13,
  PLTE: 3 * 256,
  IDAT: Number.POSITIVE_INFINITY,
  IEND: 0,
  tRNS: 256,
  gAMA: 4,
  cHRM: 32,
  sRGB: 1,
  iCCP: Number.POSITIVE_INFINITY,
  cICP: 4,
  mDCV: 24,
  cLLI: 8,
  sBIT: 4,
  pHYs: 9,
  bKGD: 6,
  acTL: 8,
  fcTL: 26,
  fdAT: Number.POSITIVE_INFINITY,
}
const names: Record<string, string> = {
  eXIf: 'EXIF',
  tIME: 'time',
  tEXt: 'text',
  zTXt: 'text',
  iTXt: 'text',
  IEND: 'data behind the picture',
}

/** A PNG with every pixel, its colour profile and its orientation. */
export async function cleanPng({ bytes, subject }: DirtyFile): Promise<Cleaned> {
  const block = orientationBlock(await orientationOf(bytes))
  const kept: Buffer[] = [bytes.subarray(0, 8)]
  const removed: string[] = []
  for (let at = 8; at + 12 <= bytes.length; ) {
    const to = at + 12 + bytes.readUInt32BE(at)
    const type = bytes.toString('latin1', at + 4, at + 8)
    const content = bytes.subarray(at + 8, to - 4)
    if (isShown(type, content)) kept.push(type === 'iCCP' ? withoutName(content, removed) : bytes.subarray(at, to))
    else if (!block?.equals(content)) removed.push(nameOf(type, content))
    if (type === 'IHDR' && block) kept.push(pngChunk('eXIf', block))
    if (type === 'IEND') {
      if (content.length > 0) kept.push(pngChunk('IEND', Buffer.alloc(0)))
      if (to < bytes.length) removed.push('data behind the picture')
      return { bytes: Buffer.concat(kept), removed }
    }
    at = to
  }
  throw new Fault('file-damaged', { subject, why: 'Its parts cannot be followed to the end of the picture.' })
}

function isShown(type: string, content: Buffer): boolean {
  return content.length <= (shown[type] ?? -1)
}

/** Texts begin with a word that says what they are. */
function nameOf(type: string, content: Buffer): string {
  if (names[type] === 'text' && /xmp/i.test(content.toString('latin1', 0, 40))) return 'XMP'
  return names[type] ?? `chunk ${type.replace(/\W/g, '?')}`
}
