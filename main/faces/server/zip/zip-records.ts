/** The records of a ZIP file (PKWARE APPNOTE 6.3.9), for entries that are stored as they are and streamed. */

const largest32 = 0xffff_ffff
const largest16 = 0xffff
/** Sizes follow the data (bit 3), names are UTF-8 (bit 11). */
const flags = 0x0808
const plainVersion = 20
const zip64Version = 45
const madeOnUnix = 3 << 8
const regularFile = 0o100644

export interface ZipEntry {
  /** UTF-8, relative, with `/`. */
  name: Buffer
  modifiedMs: number
  /** Where its first record stands. */
  offset: number
  sizeBytes: number
  crc32: number
}

/** Comes before the bytes; size and checksum are still unknown to it. */
export function localHeader({ name, modifiedMs, sizeBytes }: Omit<ZipEntry, 'crc32'>): Buffer {
  const large = sizeBytes >= largest32
  const extra = Buffer.concat([timeField(modifiedMs), large ? zip64Field([0, 0]) : Buffer.alloc(0)])
  const header = Buffer.alloc(30)
  header.writeUInt32LE(0x04034b50, 0)
  header.writeUInt16LE(large ? zip64Version : plainVersion, 4)
  header.writeUInt16LE(flags, 6)
  header.writeUInt32LE(dosTime(modifiedMs), 10)
  header.writeUInt32LE(large ? largest32 : 0, 18)
  header.writeUInt32LE(large ? largest32 : 0, 22)
  header.writeUInt16LE(name.length, 26)
  header.writeUInt16LE(extra.length, 28)
  return Buffer.concat([header, name, extra])
}

/** Comes after the bytes and says how many they were. */
export function dataDescriptor({ sizeBytes, crc32 }: ZipEntry): Buffer {
  const large = sizeBytes >= largest32
  const descriptor = Buffer.alloc(large ? 24 : 16)
  descriptor.writeUInt32LE(0x08074b50, 0)
  descriptor.writeUInt32LE(crc32, 4)
  if (large) {
    descriptor.writeBigUInt64LE(BigInt(sizeBytes), 8)
    descriptor.writeBigUInt64LE(BigInt(sizeBytes), 16)
  } else {
    descriptor.writeUInt32LE(sizeBytes, 8)
    descriptor.writeUInt32LE(sizeBytes, 12)
  }
  return descriptor
}

/** One line of the directory at the end. */
export function directoryRecord({ name, modifiedMs, offset, sizeBytes, crc32 }: ZipEntry): Buffer {
  const large = sizeBytes >= largest32
  const far = offset >= largest32
  const wide = [...(large ? [sizeBytes, sizeBytes] : []), ...(far ? [offset] : [])]
  const extra = Buffer.concat([timeField(modifiedMs), wide.length > 0 ? zip64Field(wide) : Buffer.alloc(0)])
  const record = Buffer.alloc(46)
  record.writeUInt32LE(0x02014b50, 0)
  record.writeUInt16LE(madeOnUnix | zip64Version, 4)
  record.writeUInt16LE(large || far ? zip64Version : plainVersion, 6)
  record.writeUInt16LE(flags, 8)
  record.writeUInt32LE(dosTime(modifiedMs), 12)
  record.writeUInt32LE(crc32, 16)
  record.writeUInt32LE(large ? largest32 : sizeBytes, 20)
  record.writeUInt32LE(large ? largest32 : sizeBytes, 24)
  record.writeUInt16LE(name.length, 28)
  record.writeUInt16LE(extra.length, 30)
  record.writeUInt32LE((regularFile << 16) >>> 0, 38)
  record.writeUInt32LE(far ? largest32 : offset, 42)
  return Buffer.concat([record, name, extra])
}

/** The end, in both forms where the old one cannot count so far. */
export function endRecords({ count, offset, sizeBytes }: { count: number; offset: number; sizeBytes: number }): Buffer {
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(Math.min(count, largest16), 8)
  end.writeUInt16LE(Math.min(count, largest16), 10)
  end.writeUInt32LE(Math.min(sizeBytes, largest32), 12)
  end.writeUInt32LE(Math.min(offset, largest32), 16)
  const fits = count < largest16 && offset < largest32 && sizeBytes < largest32
  return fits ? end : Buffer.concat([zip64End({ count, offset, sizeBytes }), end])
}

function zip64End({ count, offset, sizeBytes }: { count: number; offset: number; sizeBytes: number }): Buffer {
  const end = Buffer.alloc(56 + 20)
  end.writeUInt32LE(0x06064b50, 0)
  end.writeBigUInt64LE(44n, 4)
  end.writeUInt16LE(madeOnUnix | zip64Version, 12)
  end.writeUInt16LE(zip64Version, 14)
  end.writeBigUInt64LE(BigInt(count), 24)
  end.writeBigUInt64LE(BigInt(count), 32)
  end.writeBigUInt64LE(BigInt(sizeBytes), 40)
  end.writeBigUInt64LE(BigInt(offset), 48)
  end.writeUInt32LE(0x07064b50, 56)
  end.writeBigUInt64LE(BigInt(offset + sizeBytes), 64)
  end.writeUInt32LE(1, 72)
  return end
}

function zip64Field(values: number[]): Buffer {
  const field = Buffer.alloc(4 + 8 * values.length)
  field.writeUInt16LE(0x0001, 0)
  field.writeUInt16LE(8 * values.length, 2)
  for (const [at, value] of values.entries()) field.writeBigUInt64LE(BigInt(value), 4 + 8 * at)
  return field
}

/** The time to the second and without a zone to guess, beside the one DOS could tell. */
function timeField(ms: number): Buffer {
  const field = Buffer.alloc(9)
  field.writeUInt16LE(0x5455, 0)
  field.writeUInt16LE(5, 2)
  field.writeUInt8(1, 4)
  field.writeInt32LE(Math.max(-(2 ** 31), Math.min(2 ** 31 - 1, Math.floor(ms / 1000))), 5)
  return field
}

/** Date and time in 32 bits, from 1980 on, in steps of two seconds. */
function dosTime(ms: number): number {
  const date = new Date(ms)
  const year = Math.max(0, Math.min(127, date.getFullYear() - 1980))
  const day = (year << 9) | ((date.getMonth() + 1) << 5) | date.getDate()
  const time = (date.getHours() << 11) | (date.getMinutes() << 5) | (date.getSeconds() >> 1)
  return ((day << 16) | time) >>> 0
}
