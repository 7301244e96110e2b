import { Fault } from '../../contract/fault.ts'
import type { Source } from '../source.ts'

/** A drawing of that size takes a decoder minutes. */
const largestBytes = 16 * 2 ** 20

/**
 * The drawing without its document type, which names a file on the network and adds nothing. Raises `wrong-type` for what reaches outside the file
 * or unfolds: entities, style sheets and pictures by address. The decoder would not load them either; this says so instead of leaving gaps.
 */
export async function harmlessSvg(file: Source): Promise<Buffer> {
  const subject = file.path
  if (file.sizeBytes > largestBytes) {
    throw new Fault('too-large', { subject, why: `A drawing may have ${largestBytes / 2 ** 20} MiB of text.` })
  }
  return withoutReach(await file.bytes(), subject)
}

/** The part that needs no file. */
export function withoutReach(bytes: Buffer, subject: string): Buffer {
  const text = decode(bytes, subject).replace(/<!DOCTYPE[^[>]*>/i, '')
  const refuse = (why: string): never => {
    throw new Fault('wrong-type', { subject, why })
  }
  if (/<!(DOCTYPE|ENTITY)/i.test(text)) refuse('It defines entities of its own, which is not allowed in a drawing.')
  if (/<\?xml-stylesheet/i.test(text) || /@import/i.test(text)) refuse('It asks for a style sheet outside the file.')
  for (const [, value = ''] of text.matchAll(/url\(\s*["']?([^"')]*)/gi)) {
    if (!isInside(value)) refuse(`It refers to ${shown(value)}, outside the file.`)
  }
  for (const { 2: value = '', index } of text.matchAll(/[\s:"']href\s*=\s*(["'])(.*?)\1/gis)) {
    if (!isInside(value) && !isLink(text, index)) refuse(`It refers to ${shown(value)}, outside the file.`)
  }
  return Buffer.from(text)
}

function isInside(reference: string): boolean {
  return /^\s*(#|data:|$)/i.test(reference)
}

/** Whether the attribute at `index` belongs to an `<a>`, which leads a reader somewhere and loads nothing. No `<` can stand in between. */
function isLink(text: string, index: number): boolean {
  return /^<a\s/.test(text.slice(text.lastIndexOf('<', index), index + 1))
}

function shown(reference: string): string {
  return reference.length > 60 ? `${reference.slice(0, 60)}…` : reference
}

/** Only encodings in which the marks looked for above look as they do here. */
function decode(bytes: Buffer, subject: string): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return bytes.toString('utf16le', 2).replace(/^<\?xml\s.*?\?>/s, '')
  const declared = /^\s*<\?xml\s[^>]*encoding\s*=\s*["']([^"']+)/.exec(bytes.toString('latin1', 0, 200))?.[1] ?? 'utf-8'
  if (!/^(utf-?8|us-ascii|iso-8859-1|windows-1252)$/i.test(declared)) {
    throw new Fault('wrong-type', { subject, why: `Its text encoding ${shown(declared)} is not known.` })
  }
  return new TextDecoder(declared).decode(bytes).replace(/^\s*<\?xml\s.*?\?>/s, '')
}
