import { Fault } from '../../contract/fault.ts'
import { sniffImage } from './sniff-image.ts'

const kinds: Record<string, string> = {
  'application/pdf': 'a PDF document',
  'application/zip': 'a ZIP archive',
  'application/gzip': 'a gzip archive',
  'image/heif': 'a HEIF picture of a kind that cannot be read',
  'image/tiff': 'a TIFF picture',
  'image/bmp': 'a BMP picture, which Millrace does not open',
  'image/jp2': 'a JPEG 2000 picture, which Millrace does not open',
  'image/jpx': 'a JPEG 2000 picture, which Millrace does not open',
  'image/jpm': 'a JPEG 2000 picture, which Millrace does not open',
  'image/svg+xml': 'an SVG drawing',
  'text/html': 'a web page',
  // Office keeps a new document with a password in the form of the old ones, and Windows keeps installers and previews of pictures in it, too.
  'application/x-cfb': 'in the form of an old Office document (.doc, .xls, .ppt), or of one with a password',
}

/** The fault of a file whose content is of another kind than the steps read: names what it really is. */
export async function foreignType(subject: string, head: Buffer): Promise<Fault> {
  return new Fault('wrong-type', { subject, why: `It is ${await describe(head)}.` })
}

async function describe(head: Buffer): Promise<string> {
  const { fileTypeFromBuffer } = await import('file-type')
  const picture = sniffImage(head)
  if (picture && kinds[picture]) return kinds[picture]
  const mime = (await fileTypeFromBuffer(head).catch(() => undefined))?.mime
  if (mime && !isIconOfNone(mime, head)) return kinds[mime] ?? `of the type ${mime}`
  if (/^\s*(<!doctype html|<html|<head|<title)/i.test(head.toString('latin1', 0, 512).replace(/^\xef\xbb\xbf/, '')))
    return 'a web page'
  return isText(head) ? 'plain text' : 'of no kind that is known'
}

/** A Targa picture begins as an icon does, and says nothing where that tells how many pictures it holds. */
function isIconOfNone(mime: string, head: Buffer): boolean {
  return mime === 'image/x-icon' && head.length >= 6 && head.readUInt16LE(4) === 0
}

function isText(head: Buffer): boolean {
  const text = head.toString()
  // The last character may be cut off by the end of the head.
  return !text.includes('\0') && !text.slice(0, -1).includes('\uFFFD')
}
