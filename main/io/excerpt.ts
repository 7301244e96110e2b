import * as fs from 'node:fs'
import { ioFault } from './errno.ts'
import { toFs } from './paths.ts'

/** The beginning of a text file, at most `mostBytes` of it and whole lines only where it goes on; null for a file that is no UTF-8 text. */
export function excerpt({ path, mostBytes }: { path: string; mostBytes: number }): string | null {
  try {
    const descriptor = fs.openSync(toFs(path), 'r')
    try {
      const buffer = Buffer.alloc(mostBytes)
      const length = fs.readSync(descriptor, buffer, 0, mostBytes, 0)
      const isWhole = length < mostBytes
      return textOf(buffer.subarray(0, length), isWhole)
    } finally {
      fs.closeSync(descriptor)
    }
  } catch (error) {
    throw ioFault(error, path)
  }
}

function textOf(bytes: Buffer, isWhole: boolean): string | null {
  if (bytes.includes(0)) return null
  const end = isWhole ? bytes.length : bytes.lastIndexOf(10) + 1
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes.subarray(0, end))
  } catch {
    return null
  }
}
