import { Fault } from '../../contract/fault.ts'
import type { ZipFile } from './zip-directory.ts'

/** Of each entry, without its name and whatever else follows. */
export const recordBytes = 46

interface Directory {
  count: number
  at: number
  bytes: number
}

const endBytes = 22
const longestComment = 65_535

/** Where the directory lies, and how many entries it has. Raises `file-truncated` and `file-damaged`. */
export async function findDirectory(file: ZipFile): Promise<Directory> {
  const tail = await file.read(Math.max(0, file.sizeBytes - endBytes - longestComment), endBytes + longestComment)
  for (let at = tail.length - endBytes; at >= 0; at -= 1) {
    if (tail.readUInt32LE(at) !== 0x06054b50 || at + endBytes + tail.readUInt16LE(at + 20) !== tail.length) continue
    const end = file.sizeBytes - tail.length + at
    const found = {
      count: tail.readUInt16LE(at + 10),
      at: tail.readUInt32LE(at + 16),
      bytes: tail.readUInt32LE(at + 12),
    }
    const isLong = found.count === 0xffff || found.at === 0xffffffff || found.bytes === 0xffffffff
    return requireInside(file, (isLong && (await findLongDirectory(file, end))) || found, end)
  }
  throw truncated(file)
}

/** Zip64: the end record's numbers did not fit, and a longer one stands before it. */
async function findLongDirectory(file: ZipFile, end: number): Promise<Directory | undefined> {
  const locator = await file.read(Math.max(0, end - 20), 20)
  if (locator.length < 20 || locator.readUInt32LE(0) !== 0x07064b50) return undefined
  const record = await file.read(safe(file, locator.readBigUInt64LE(8)), 56)
  if (record.length < 56 || record.readUInt32LE(0) !== 0x06064b50) throw damaged(file, 'it points nowhere')
  const number = (at: number): number => safe(file, record.readBigUInt64LE(at))
  return { count: number(32), bytes: number(40), at: number(48) }
}

function requireInside(file: ZipFile, directory: Directory, end: number): Directory {
  if (directory.at + directory.bytes > end) throw damaged(file, 'it is said to lie outside the file')
  if (directory.count * recordBytes > directory.bytes) throw damaged(file, 'it is shorter than its entries')
  return directory
}

export function safe(file: ZipFile, value: bigint): number {
  if (value > BigInt(Number.MAX_SAFE_INTEGER)) throw damaged(file, 'a number is too large')
  return Number(value)
}

export function truncated({ subject }: ZipFile): Fault {
  return new Fault('file-truncated', { subject, why: 'The directory at its end is missing.' })
}

export function damaged({ subject }: ZipFile, what: string): Fault {
  return new Fault('file-damaged', { subject, why: `Its directory is wrong: ${what}.` })
}
