import type { PDFDocument } from '@cantoo/pdf-lib'
import { Fault } from '../../contract/fault.ts'

/** A PDF that is as large as that takes a few times as much memory. */
const mostPdfBytes = 256 * 2 ** 20

/** What every PDF ends with. What is behind it may be blanks, or a little that some program has added. */
const endMark = '%%EOF'
const mostBehindEnd = 1024

/** One that was cut would be read as far as it goes, and its last pages would be missing or empty. */
function requireEnd(bytes: Buffer, subject: string): void {
  const last = bytes.findLastIndex((byte) => byte > 0x20) + 1
  if (bytes.subarray(Math.max(0, last - mostBehindEnd), last).includes(endMark)) return
  throw new Fault('file-truncated', { subject })
}

/** A PDF that can be read to its end, and is not locked. Raises `wrong-type`, `too-large`, `file-truncated` and `file-damaged`. */
export async function loadPdf(bytes: Buffer, subject: string): Promise<PDFDocument> {
  if (bytes.length > mostPdfBytes)
    throw new Fault('too-large', { subject, why: `A PDF may have ${mostPdfBytes / 2 ** 20} MiB here.` })
  requireEnd(bytes, subject)
  const { PDFDocument: Pdf } = await import('@cantoo/pdf-lib')
  const locked = new Fault('wrong-type', {
    subject,
    why: 'It is locked: open it and save it without a password first.',
  })
  // An object that cannot be read would be written as it is, with all it says, and its page without it.
  const strict = { updateMetadata: false, throwOnInvalidObject: true }
  const document = await Pdf.load(bytes, strict).catch(async (cause: unknown) => {
    if (await isLocked(bytes)) throw locked
    return unreadable(subject)(cause)
  })
  if (document.isEncrypted) throw locked
  return document
}

/** What is in a locked one cannot be read, so it is asked without. */
async function isLocked(bytes: Buffer): Promise<boolean> {
  const { PDFDocument: Pdf, EncryptedPDFError } = await import('@cantoo/pdf-lib')
  try {
    return (await Pdf.load(bytes, { updateMetadata: false })).isEncrypted
  } catch (error) {
    return error instanceof EncryptedPDFError
  }
}

/** Throws what was wrong with a PDF: for whoever reads on in it, too. */
export function unreadable(subject: string): (cause: unknown) => never {
  return (cause) => {
    if (cause instanceof Fault) throw cause
    throw new Fault('file-damaged', { subject, why: 'It cannot be read as a PDF.', cause })
  }
}
