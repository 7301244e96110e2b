import * as fs from 'node:fs'
import { Fault } from '../../../contract/fault.ts'
import { ioFault } from '../errno.ts'
import { toFs } from '../paths.ts'

/** Opening a pipe would wait for somebody who writes. */
const readFlags = fs.constants.O_RDONLY | (fs.constants.O_NONBLOCK ?? 0)

/**
 * The beginning of a text file, at most `mostBytes` of it and whole lines only where it goes on; null for a file that is no text. UTF-8, or UTF-16 with its
 * mark; of any other encoding, letters that cannot be read are �. Faults: those of the disk, `file-special`.
 */
export function excerpt({ path, mostBytes }: { path: string; mostBytes: number }): string | null {
  try {
    const descriptor = fs.openSync(toFs(path), readFlags)
    try {
      if (!fs.fstatSync(descriptor).isFile()) throw new Fault('file-special', { subject: path })
      const buffer = Buffer.alloc(mostBytes)
      const length = fs.readSync(descriptor, buffer, 0, mostBytes, 0)
      return textOf(buffer.subarray(0, length), { isWhole: length < mostBytes })
    } finally {
      fs.closeSync(descriptor)
    }
  } catch (error) {
    throw ioFault(error, path)
  }
}

function textOf(bytes: Buffer, { isWhole }: { isWhole: boolean }): string | null {
  const wide = wideEncoding(bytes)
  if (wide) {
    const text = new TextDecoder(wide).decode(bytes)
    return isWhole ? text : wholeLines(text)
  }
  if (bytes.includes(0)) return null
  const end = isWhole ? bytes.length : bytes.lastIndexOf(10) + 1
  return new TextDecoder().decode(bytes.subarray(0, end))
}

function wideEncoding(bytes: Buffer): 'utf-16le' | 'utf-16be' | null {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le'
  return bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : null
}

function wholeLines(text: string): string {
  return text.slice(0, text.lastIndexOf('\n') + 1)
}
