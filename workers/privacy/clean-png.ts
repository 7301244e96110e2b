import { Fault } from '../../contract/fault.ts'
import { pngChunk } from '../carriers/png-chunks.ts'
import type { Cleaned, DirtyFile } from './cleaned.ts'
import { orientationBlock, orientationOf } from './orientation-block.ts'

/** What decides how it looks; everything else a PNG may hold says something about it. */
const shown = new Set(
  'IHDR PLTE IDAT IEND tRNS gAMA cHRM sRGB iCCP cICP mDCV cLLI sBIT pHYs bKGD acTL fcTL fdAT'.split(' '),
)
const names: Record<string, string> = { eXIf: 'EXIF', tIME: 'time', tEXt: 'text', zTXt: 'text', iTXt: 'text' }

/** A PNG with every pixel, its colour profile and its orientation. */
export async function cleanPng({ bytes, subject }: DirtyFile): Promise<Cleaned> {
  const block = orientationBlock(await orientationOf(bytes))
  const kept: Buffer[] = [bytes.subarray(0, 8)]
  const removed: string[] = []
  for (let at = 8; at + 12 <= bytes.length; ) {
    const to = at + 12 + bytes.readUInt32BE(at)
    const type = bytes.toString('latin1', at + 4, at + 8)
    if (shown.has(type)) kept.push(bytes.subarray(at, to))
    else if (!block?.equals(bytes.subarray(at + 8, to - 4))) removed.push(nameOf(type, bytes.subarray(at + 8, to)))
    if (type === 'IHDR' && block) kept.push(pngChunk('eXIf', block))
    if (type === 'IEND') {
      if (to < bytes.length) removed.push('data behind the picture')
      return { bytes: Buffer.concat(kept), removed }
    }
    at = to
  }
  throw new Fault('file-damaged', { subject, why: 'Its parts cannot be followed to the end of the picture.' })
}

/** Texts begin with a word that says what they are. */
function nameOf(type: string, content: Buffer): string {
  if (names[type] === 'text' && /xmp/i.test(content.toString('latin1', 0, 40))) return 'XMP'
  return names[type] ?? `chunk ${type.replace(/\W/g, '?')}`
}
