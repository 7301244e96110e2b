import type { Facts } from '../contract/facts.ts'
import { sniffBytes, sniffImage } from './carriers/sniff-image.ts'
import { unlessPassing } from './errno-fault.ts'
import { openRegular } from './open-for-reading.ts'

/**
 * The media type of a file by its first bytes, as `type`: of pictures, PDF and office documents, and `application/zip` for whatever else is packed like
 * those; empty for all others. Nothing is told of what cannot be read;
 * throws where that passes.
 */
export async function kindByContent(path: string): Promise<Facts> {
  try {
    await using file = await openRegular(path)
    if (!file) return {}
    const { buffer, bytesRead } = await file.read(Buffer.alloc(sniffBytes), 0, sniffBytes, 0)
    return { type: await typeOf(buffer.subarray(0, bytesRead)) }
  } catch (error) {
    unlessPassing(error, path)
    return {}
  }
}

async function typeOf(head: Buffer): Promise<string> {
  const picture = sniffImage(head)
  if (picture) return picture
  if (head.toString('latin1', 0, 1024).includes('%PDF-')) return 'application/pdf'
  return head.toString('latin1', 0, 4) === 'PK\x03\x04' ? zippedType(head) : ''
}

/** Which document it is may stand behind what was read. */
async function zippedType(head: Buffer): Promise<string> {
  const { fileTypeFromBuffer } = await import('file-type')
  const mime = (await fileTypeFromBuffer(head).catch(() => undefined))?.mime ?? ''
  return /^application\/vnd\.(openxmlformats|oasis)/.test(mime) ? mime : 'application/zip'
}
