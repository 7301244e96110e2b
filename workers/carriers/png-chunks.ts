import { crc32, deflateSync } from 'node:zlib'
import type { ReadAt } from '../read-at.ts'

/** Signature and header, which every PNG begins with. */
const headBytes = 8 + 25

interface Said {
  icc?: Buffer | undefined
  exif?: Buffer | undefined
  xmp?: Buffer | undefined
}

/** A PNG that also carries a colour profile, EXIF and XMP, byte for byte. */
export function withPngChunks(png: Buffer, { icc, exif, xmp }: Said): Buffer {
  const chunks = [
    ...(icc ? [pngChunk('iCCP', Buffer.concat([Buffer.from('icc\0\0', 'latin1'), deflateSync(icc)]))] : []),
    ...(exif ? [pngChunk('eXIf', exif)] : []),
    ...(xmp ? [pngChunk('iTXt', Buffer.concat([Buffer.from('XML:com.adobe.xmp\0\0\0\0\0', 'latin1'), xmp]))] : []),
  ]
  return Buffer.concat([png.subarray(0, headBytes), ...chunks, png.subarray(headBytes)])
}

const metresPerInch = 0.0254
const perMetreMost = 2 ** 31 - 1

/**
 * Says in a PNG of the native codec, in the place where that tells it, how close its pixels are to lie, in pixels to the inch: the codec says one to the
 * millimetre where it knows nothing, and takes the shape of pixels for such a number.
 */
export function sayDensity(png: Buffer, density: number): void {
  const perMetre = Math.min(Math.round(density / metresPerInch), perMetreMost)
  for (let at = 8; at + 12 <= png.length; at += png.readUInt32BE(at) + 12) {
    const type = png.toString('latin1', at + 4, at + 8)
    if (type === 'IDAT') return
    if (type !== 'pHYs' || png.readUInt32BE(at + 8) === perMetre) continue
    png.writeUInt32BE(perMetre, at + 8)
    png.writeUInt32BE(perMetre, at + 12)
    png.writeUInt32BE(crc32(png.subarray(at + 4, at + 17)), at + 17)
  }
}

/** More than any program writes ahead of the pixels: no file is read for ever. */
const chunksMost = 1000

/** Whether there are more pictures in it: an animation says so ahead of the first. https://www.w3.org/TR/png-3/#acTL-chunk */
export async function isAnimatedPng(read: ReadAt): Promise<boolean> {
  let at = 8
  for (let chunk = 0; chunk < chunksMost; chunk += 1) {
    const head = await read(at, 8)
    const type = head.toString('latin1', 4)
    if (head.length < 8 || type === 'IDAT') return false
    if (type === 'acTL') return true
    at += head.readUInt32BE(0) + 12
  }
  return false
}

/** One chunk, framed and with its checksum. */
export function pngChunk(type: string, content: Buffer): Buffer {
  const framed = Buffer.alloc(content.length + 12)
  framed.writeUInt32BE(content.length, 0)
  framed.write(type, 4, 'latin1')
  content.copy(framed, 8)
  framed.writeUInt32BE(crc32(framed.subarray(4, content.length + 8)), content.length + 8)
  return framed
}
