import { crc32, inflateRawSync } from 'node:zlib'
import { Fault } from '../../contract/fault.ts'
import { shown } from './admit-entries.ts'
import { inOneGo } from './in-one-go.ts'
import type { ZipRecord } from './zip-directory.ts'

/** Packed and unpacked, an entry up to this size is done in one go. */
export const smallBytes = 4 * 2 ** 20
export const headerBytes = 30

/** What has to be known of an entry to unpack it in one go. */
export type SmallRecord = Pick<
  ZipRecord,
  'name' | 'rawName' | 'method' | 'crc32' | 'packedBytes' | 'sizeBytes' | 'offset'
>

interface EntryOf {
  /** Path of the archive. */
  subject: string
  record: SmallRecord
}

/** Whether it can be: small, stored or deflated, not encrypted. */
export function isSmall({ flags, method, packedBytes, sizeBytes }: ZipRecord): boolean {
  const isEncrypted = (flags & 1) === 1
  return !isEncrypted && (method === 0 || method === 8) && packedBytes <= smallBytes && sizeBytes <= smallBytes
}

/** The same as plain data for another thread, without the whole directory, of whose bytes the name is a part. */
export function sentRecord({
  rawName,
  name,
  method,
  crc32: crc,
  packedBytes,
  sizeBytes,
  offset,
}: SmallRecord): SmallRecord {
  return { rawName: Buffer.from(rawName), name, method, crc32: crc, packedBytes, sizeBytes, offset }
}

export function damagedEntry({ subject, record }: { subject: string; record: { name: string } }, what: string): Fault {
  return new Fault('file-damaged', { subject, why: `The entry ${shown(record.name)} ${what}.` })
}

/** How long the entry's own header is, which has to tell the same as the directory. `found`: the archive from there on. */
export function ownHeaderBytes({ subject, record }: EntryOf, found: Buffer): number {
  if (found.length < headerBytes || found.readUInt32LE(0) !== 0x04034b50)
    throw damagedEntry({ subject, record }, 'is not where it should be')
  const nameEnd = headerBytes + found.readUInt16LE(26)
  if (!found.subarray(headerBytes, nameEnd).equals(record.rawName))
    throw damagedEntry({ subject, record }, 'has two names')
  return nameEnd + found.readUInt16LE(28)
}

/** The content, by its size and checksum. Raises `file-damaged`. */
export function smallContent(entry: EntryOf, packed: Buffer): Buffer {
  const { record } = entry
  const content = record.method === 0 ? packed : inflated(entry, packed)
  if (content.length > record.sizeBytes)
    throw damagedEntry(entry, `has more than the ${record.sizeBytes} bytes it claims`)
  if (content.length < record.sizeBytes)
    throw damagedEntry(entry, `has ${content.length} bytes instead of ${record.sizeBytes}`)
  if (crc32(content) !== record.crc32) throw damagedEntry(entry, 'does not fit its checksum')
  return content
}

function inflated(entry: EntryOf, packed: Buffer): Buffer {
  const { sizeBytes } = entry.record
  try {
    // One byte more than it claims: what has no room left may have more to come.
    return inflateRawSync(packed, { ...inOneGo(sizeBytes + 1), maxOutputLength: Math.max(1, sizeBytes) })
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined
    throw damagedEntry(entry, code === 'ERR_BUFFER_TOO_LARGE' ? 'has more bytes than it claims' : 'cannot be unpacked')
  }
}
