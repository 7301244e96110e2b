import type { PDFObject, PDFRawStream } from '@cantoo/pdf-lib'
import { cleanJpeg } from './clean-jpeg.ts'

/** An object of a PDF that is a photo, without the photo's tags; undefined for what is none, and for one that has none. */
export async function cleanedPhoto(object: PDFObject, subject: string) {
  const { PDFRawStream: Raw } = await import('@cantoo/pdf-lib')
  const photo = object instanceof Raw ? await photoIn(object) : undefined
  if (!photo) return undefined
  const { bytes, removed } = await cleanJpeg({ bytes: photo.bytes, subject, type: 'image/jpeg' })
  if (removed.length === 0) return undefined
  return { stream: photo.replacedBy(bytes), removed: removed.map((what) => `${what} of a photo`) }
}

/** A photo in a PDF, as the JPEG file it was, and the stream that holds another file in its place. */
interface PdfPhoto {
  bytes: Buffer
  replacedBy(bytes: Buffer): PDFRawStream
}

/** Undefined for a stream that is no photo. Rejects when the photo is packed once more, in a way that cannot be unpacked. */
async function photoIn(stream: PDFRawStream): Promise<PdfPhoto | undefined> {
  const { PDFRawStream: Raw, PDFName, decodePDFRawStream } = await import('@cantoo/pdf-lib')
  const { dict } = stream
  const filters = await listed(stream, 'Filter')
  if (filters.at(-1)?.toString() !== '/DCTDecode') return undefined
  const options = await listed(stream, 'DecodeParms')
  /** Packed by some of the filters that it is packed by. */
  const packedBy = (bytes: Uint8Array, from: number, to?: number): PDFRawStream => {
    const entries = dict.clone()
    entries.set(PDFName.of('Filter'), dict.context.obj(filters.slice(from, to)))
    if (options.length > 0) entries.set(PDFName.of('DecodeParms'), dict.context.obj(options.slice(from, to)))
    return Raw.of(entries, bytes)
  }
  const outer = packedBy(stream.contents, 0, -1)
  const bytes = filters.length > 1 ? decodePDFRawStream(outer).decode() : stream.contents
  return { bytes: Buffer.from(bytes), replacedBy: (photo) => packedBy(photo, -1) }
}

/** An entry that is either one value or a list of them. */
async function listed({ dict }: PDFRawStream, key: string): Promise<PDFObject[]> {
  const { PDFArray, PDFName } = await import('@cantoo/pdf-lib')
  const value = dict.lookup(PDFName.of(key))
  return value instanceof PDFArray ? value.asArray() : value ? [value] : []
}
