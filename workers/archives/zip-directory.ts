import { Fault } from '../../contract/fault.ts'
import type { TaskLimits } from '../../contract/task.ts'
import { requireFew } from './admit-entries.ts'
import { damaged, findDirectory, recordBytes, safe, truncated } from './find-zip-directory.ts'
import { extraField, modifiedOf } from './zip-extra.ts'
import { nameReader, type ZipLetters } from './zip-letters.ts'
import { entryName, unicodeName } from './zip-name.ts'

/** Part of a file: less than `length` only at its end. `room` may be taken for the answer, where it is large enough. */
export type Read = (at: number, length: number, room?: Buffer) => Promise<Buffer>
/** The same for `use`, which has the bytes while it runs and no longer. */
export type Lend = <T>(at: number, length: number, use: (bytes: Buffer) => T) => Promise<T>

export interface ZipFile {
  subject: string
  sizeBytes: number
  read: Read
  lend: Lend
  limits: TaskLimits
}

/** What the directory at the end of an archive says of one entry. https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT */
export interface ZipRecord {
  name: string
  rawName: Buffer
  flags: number
  /** 0 stored, 8 deflated, 99 encrypted by AES. */
  method: number
  crc32: number
  packedBytes: number
  sizeBytes: number
  /** Of the entry's own header in the file. */
  offset: number
  /** The upper half is what Unix calls the mode. */
  attributes: number
  madeBy: number
  modifiedMs: number | undefined
  /** The time of day, as those programs write it that knew no other. */
  clock: number
  extra: Buffer
}

/** One directory of many entries with long names. */
const mostDirectoryBytes = 256 * 2 ** 20

/** Every entry, in the order of the directory. Raises `file-truncated`, `file-damaged`, `too-large`, and `archive-refused` for entries that share bytes. */
export async function readZipDirectory(file: ZipFile, letters: ZipLetters = 'auto'): Promise<ZipRecord[]> {
  const { count, at, bytes } = await findDirectory(file)
  requireFew(count, file)
  if (bytes > mostDirectoryBytes)
    throw new Fault('too-large', { subject: file.subject, why: 'Its directory is too long.' })
  const directory = await file.read(at, bytes)
  if (directory.length < bytes) throw truncated(file)
  const records: ZipRecord[] = []
  for (let from = 0; records.length < count; ) {
    const { record, next } = parseRecord(file, directory, from)
    records.push(record)
    from = next
  }
  await nameRecords(file, records, letters)
  requireApart(file, records, at)
  return records
}

async function nameRecords(file: ZipFile, records: ZipRecord[], letters: ZipLetters): Promise<void> {
  const unicode = records.map(unicodeName)
  const untold = records.filter((_, at) => unicode[at] === undefined).map(({ rawName }) => rawName)
  const read = untold.length === 0 ? undefined : await nameReader(untold, letters)
  records.forEach((record, at) => {
    const name = entryName(record, { unicode: unicode[at], read })
    if (name === undefined)
      throw damaged(file, `the name ${record.rawName.toString('latin1')} is not Unicode, as it claims`)
    record.name = name
  })
}

/** Filled in place, and without a function for each: of tens of thousands of entries every copy is work for the collector of garbage. */
function parseRecord(file: ZipFile, directory: Buffer, at: number): { record: ZipRecord; next: number } {
  if (at + recordBytes > directory.length || directory.readUInt32LE(at) !== 0x02014b50)
    throw damaged(file, 'an entry is cut')
  const nameAt = at + recordBytes
  const extraAt = nameAt + directory.readUInt16LE(at + 28)
  const commentAt = extraAt + directory.readUInt16LE(at + 30)
  const next = commentAt + directory.readUInt16LE(at + 32)
  if (next > directory.length) throw damaged(file, 'an entry is cut')
  const extra = directory.subarray(extraAt, commentAt)
  const clock = directory.readUInt16LE(at + 12)
  const clockMs = dosTime(clock, directory.readUInt16LE(at + 14))
  const record: ZipRecord = {
    name: '',
    rawName: directory.subarray(nameAt, extraAt),
    madeBy: directory.readUInt16LE(at + 4) >> 8,
    flags: directory.readUInt16LE(at + 8),
    method: directory.readUInt16LE(at + 10),
    crc32: directory.readUInt32LE(at + 16),
    packedBytes: directory.readUInt32LE(at + 20),
    sizeBytes: directory.readUInt32LE(at + 24),
    attributes: directory.readUInt32LE(at + 38),
    offset: directory.readUInt32LE(at + 42),
    modifiedMs: modifiedOf(extra, clockMs ?? 0) ?? clockMs,
    clock,
    extra,
  }
  fillLongSizes(file, record)
  return { record, next }
}

/** Zip64: each number that did not fit stands in an extra field, in this order. */
function fillLongSizes(file: ZipFile, record: ZipRecord): void {
  const { sizeBytes, packedBytes, offset } = record
  if (Math.max(sizeBytes, packedBytes, offset) < 0xffffffff) return
  const field = extraField(record.extra, 0x0001)
  const tooLong = (['sizeBytes', 'packedBytes', 'offset'] as const).filter((key) => record[key] === 0xffffffff)
  tooLong.forEach((key, nth) => {
    if (!field || nth * 8 + 8 > field.length) throw damaged(file, 'a size is missing')
    record[key] = safe(file, field.readBigUInt64LE(nth * 8))
  })
}

/** Without a zone: the time on the clock where it was packed, taken for that of the clock here. Undefined where no day is told, as many programs leave it. */
function dosTime(time: number, date: number): number | undefined {
  const [year, month, day] = [1980 + (date >> 9), ((date >> 5) & 15) - 1, date & 31]
  if (month < 0 || day === 0) return undefined
  return new Date(year, month, day, time >> 11, (time >> 5) & 63, (time & 31) * 2).getTime()
}

/** The bytes of one entry belong to no other: overlapping ones unpack to any size. */
function requireApart({ subject }: ZipFile, records: readonly ZipRecord[], directoryAt: number): void {
  const isInOrder = records.every(({ offset }, at) => offset >= (records[at - 1]?.offset ?? 0))
  const inOrder = isInOrder ? records : records.toSorted((a, b) => a.offset - b.offset)
  const sharing = inOrder.find(({ offset, rawName, packedBytes }, at) => {
    return offset + 30 + rawName.length + packedBytes > (inOrder[at + 1]?.offset ?? directoryAt)
  })
  if (!sharing) return
  const why = `The entry ${sharing.name.slice(0, 80)} shares its bytes with another.`
  throw new Fault('archive-refused', { subject, why })
}
