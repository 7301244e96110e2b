import { newStrength } from './zip-aes.ts'
import { ntfsEpochMs } from './zip-extra.ts'

/** What the directory repeats of an entry. */
export interface Written {
  name: Buffer
  modifiedMs: number
  /** As nine bits. */
  rights: number
  offset: number
  method: number
  flags: number
  crc: number
  packedBytes: number
  sizeBytes: number
}

/** Numbers from here on need the longer fields of zip64. */
const longFrom = 0xffffffff
export const flags = { encrypted: 0x1, sizesFollow: 0x8, utf8: 0x800 }

export function localHeader(entry: Written): Buffer {
  const { name, flags: entryFlags } = entry
  const follows = (entryFlags & flags.sizesFollow) !== 0
  const extra = Buffer.concat([...commonExtra(entry), ...(follows ? [longExtra([0, 0])] : [])])
  const header = Buffer.alloc(30)
  header.writeUInt32LE(0x04034b50, 0)
  writeCommon(header, 4, entry)
  header.writeUInt32LE(follows ? longFrom : entry.packedBytes, 18)
  header.writeUInt32LE(follows ? longFrom : entry.sizeBytes, 22)
  header.writeUInt16LE(name.length, 26)
  header.writeUInt16LE(extra.length, 28)
  return Buffer.concat([header, name, extra])
}

/** Version, flags, method, time and checksum stand in the same order in both headers. */
function writeCommon(header: Buffer, at: number, entry: Written): void {
  const encrypted = (entry.flags & flags.encrypted) !== 0
  const { time, date } = dosTime(entry.modifiedMs)
  header.writeUInt16LE(encrypted ? 51 : 45, at)
  header.writeUInt16LE(entry.flags, at + 2)
  header.writeUInt16LE(encrypted ? 99 : entry.method, at + 4)
  header.writeUInt16LE(time, at + 6)
  header.writeUInt16LE(date, at + 8)
  header.writeUInt32LE(entry.crc, at + 10)
}

/** Always in the long form, which the extra field of the local header announces. */
export function descriptor({ crc, packedBytes, sizeBytes }: Written): Buffer {
  const bytes = Buffer.alloc(24)
  bytes.writeUInt32LE(0x08074b50, 0)
  bytes.writeUInt32LE(crc, 4)
  bytes.writeBigUInt64LE(BigInt(packedBytes), 8)
  bytes.writeBigUInt64LE(BigInt(sizeBytes), 16)
  return bytes
}

export function directoryRecord(entry: Written): Buffer {
  const { name, packedBytes, sizeBytes, offset } = entry
  const long = [sizeBytes, packedBytes, offset].filter((value) => value >= longFrom)
  const extra = Buffer.concat([...commonExtra(entry), ...(long.length > 0 ? [longExtra(long)] : [])])
  const header = Buffer.alloc(46)
  header.writeUInt32LE(0x02014b50, 0)
  // Made on Unix, so that the mode below is read.
  header.writeUInt16LE((3 << 8) | 63, 4)
  writeCommon(header, 6, entry)
  header.writeUInt32LE(Math.min(packedBytes, longFrom), 20)
  header.writeUInt32LE(Math.min(sizeBytes, longFrom), 24)
  header.writeUInt16LE(name.length, 28)
  header.writeUInt16LE(extra.length, 30)
  header.writeUInt32LE(((0o100000 | entry.rights) << 16) >>> 0, 38)
  header.writeUInt32LE(Math.min(offset, longFrom), 42)
  return Buffer.concat([header, name, extra])
}

/** Where a document of LibreOffice says what it is: programs read it at a fixed place, so that nothing may stand before it. */
const mediaType = Buffer.from('mimetype')

function commonExtra({ name, modifiedMs, method, flags: entryFlags }: Written): Buffer[] {
  const extra = name.equals(mediaType) ? [] : exactTime(modifiedMs)
  if (entryFlags & flags.encrypted) {
    extra.push(field(0x9901, Buffer.from([2, 0, 0x41, 0x45, newStrength.number, method, 0])))
  }
  return extra
}

/** In seconds of Unix, which end in 2038 and which every program reads; a time beyond those in the steps of Windows, from 1601 on. */
function exactTime(modifiedMs: number): Buffer[] {
  const seconds = Math.floor(modifiedMs / 1000)
  if (Math.abs(seconds) < 2 ** 31) {
    const time = Buffer.alloc(5, 1)
    time.writeInt32LE(seconds, 1)
    return [field(0x5455, time)]
  }
  const steps = (BigInt(Math.round(modifiedMs)) + ntfsEpochMs) * 10_000n
  if (steps <= 0n) return []
  const times = Buffer.alloc(32)
  times.writeUInt16LE(1, 4)
  times.writeUInt16LE(24, 6)
  for (const at of [8, 16, 24]) times.writeBigUInt64LE(steps, at)
  return [field(0x000a, times)]
}

function longExtra(values: number[]): Buffer {
  const bytes = Buffer.alloc(values.length * 8)
  for (const [at, value] of values.entries()) bytes.writeBigUInt64LE(BigInt(value), at * 8)
  return field(0x0001, bytes)
}

function field(id: number, content: Buffer): Buffer {
  const head = Buffer.alloc(4)
  head.writeUInt16LE(id, 0)
  head.writeUInt16LE(content.length, 2)
  return Buffer.concat([head, content])
}

export function endOf(count: number, { at, bytes }: { at: number; bytes: number }): Buffer {
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(Math.min(count, 0xffff), 8)
  end.writeUInt16LE(Math.min(count, 0xffff), 10)
  end.writeUInt32LE(Math.min(bytes, longFrom), 12)
  end.writeUInt32LE(Math.min(at, longFrom), 16)
  const isLong = count >= 0xffff || at >= longFrom || bytes >= longFrom
  return isLong ? Buffer.concat([longEnd(count, { at, bytes }), end]) : end
}

function longEnd(count: number, { at, bytes }: { at: number; bytes: number }): Buffer {
  const record = Buffer.alloc(56 + 20)
  record.writeUInt32LE(0x06064b50, 0)
  record.writeBigUInt64LE(44n, 4)
  record.writeUInt16LE((3 << 8) | 63, 12)
  record.writeUInt16LE(45, 14)
  record.writeBigUInt64LE(BigInt(count), 24)
  record.writeBigUInt64LE(BigInt(count), 32)
  record.writeBigUInt64LE(BigInt(bytes), 40)
  record.writeBigUInt64LE(BigInt(at), 48)
  record.writeUInt32LE(0x07064b50, 56)
  record.writeBigUInt64LE(BigInt(at + bytes), 64)
  record.writeUInt32LE(1, 72)
  return record
}

/** In two-second steps from 1980 on, by the clock here, up to 2107; the extra field has the exact time of the world. */
function dosTime(epochMs: number): { time: number; date: number } {
  const at = new Date(Math.min(Math.max(epochMs, Date.UTC(1980, 0, 2)), Date.UTC(2107, 0, 1)))
  return {
    time: (at.getHours() << 11) | (at.getMinutes() << 5) | (at.getSeconds() >> 1),
    date: ((at.getFullYear() - 1980) << 9) | ((at.getMonth() + 1) << 5) | at.getDate(),
  }
}
