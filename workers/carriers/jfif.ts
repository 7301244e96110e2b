import { behindPrograms } from './comments.ts'
import { usualDensity } from './image-encoding.ts'

const start = 2
const dotsPerInch = 1
const densityMost = 0xffff

/**
 * A JPEG of the codec that also says how close its pixels are to lie, in pixels to the inch. The codec tells that in EXIF only, and leaves out this older
 * head. Unchanged where programs are told something already (tags, a colour space of its own), and where there is nothing but the usual to tell.
 * https://www.w3.org/Graphics/JPEG/jfif3.pdf
 */
export function withJfif(jpeg: Buffer, density: number | undefined): Buffer {
  const rounded = Math.round(density ?? usualDensity)
  if (rounded === usualDensity || rounded < 1 || rounded > densityMost || saysMore(jpeg)) return jpeg
  return Buffer.concat([jpeg.subarray(0, start), headOf(rounded), jpeg.subarray(start)])
}

/** EXIF wants to be first, and Adobe’s head names colours that JFIF does not know. A profile stands behind either. */
function saysMore(jpeg: Buffer): boolean {
  const parts = jpeg.subarray(start, behindPrograms(jpeg)).toString('latin1')
  return parts.includes('Exif\0\0') || parts.includes('JFIF\0') || parts.includes('Adobe\0')
}

function headOf(density: number): Buffer {
  const head = Buffer.from('\xff\xe0\0\x10JFIF\0\x01\x02\0\0\0\0\0\0\0', 'latin1')
  head[11] = dotsPerInch
  head.writeUInt16BE(density, 12)
  head.writeUInt16BE(density, 14)
  return head
}
