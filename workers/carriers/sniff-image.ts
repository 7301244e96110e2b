import { isJxl } from './jxl-boxes.ts'

/** How many bytes of a file `sniffImage` wants to see. */
export const sniffBytes = 4096

/** The media type of a picture that can be read, from its first bytes; undefined for anything else. Names are not looked at. */
export function sniffImage(head: Buffer): string | undefined {
  const latin1 = head.toString('latin1', 0, 32)
  if (latin1.startsWith('\xff\xd8\xff')) return 'image/jpeg'
  if (latin1.startsWith('\x89PNG\r\n\x1a\n')) return 'image/png'
  if (latin1.startsWith('GIF87a') || latin1.startsWith('GIF89a')) return 'image/gif'
  if (latin1.startsWith('RIFF') && latin1.slice(8, 12) === 'WEBP') return 'image/webp'
  if (/^(II[*+]\0|MM\0[*+])/.test(latin1)) return 'image/tiff'
  if (latin1.slice(4, 8) === 'ftyp') return heifType(brandsOf(head))
  if (isJxl(head)) return 'image/jxl'
  return isSvg(head) ? 'image/svg+xml' : undefined
}

function heifType(brands: string[]): string | undefined {
  if (brands.some((brand) => /^avi[fs]$/.test(brand))) return 'image/avif'
  return brands.some((brand) => /^(hei[cx]|hev[cx]|heim|heis)$/.test(brand)) ? 'image/heic' : undefined
}

/** Major and compatible brands of an ISO base media file. */
function brandsOf(head: Buffer): string[] {
  const end = Math.min(head.readUInt32BE(0), head.length)
  const brands = [head.toString('latin1', 8, 12)]
  for (let at = 16; at + 4 <= end; at += 4) brands.push(head.toString('latin1', at, at + 4))
  return brands
}

/** The first element is `svg`, after nothing but declaration, comments, document type and processing instructions. */
function isSvg(head: Buffer): boolean {
  const utf16 = head[0] === 0xff && head[1] === 0xfe
  const text = utf16 ? head.toString('utf16le', 2) : head.toString().replace(/^\uFEFF/, '')
  const prolog = /^(?:\s+|<\?.*?\?>|<!--.*?-->|<!DOCTYPE[^[>]*(?:\[.*?\]\s*)?>)*/is.exec(text)?.[0] ?? ''
  return /^<(?:\w+:)?svg[\s>/]/.test(text.slice(prolog.length))
}
