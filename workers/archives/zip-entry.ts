import { crc32, createInflateRaw } from 'node:zlib'
import { Fault } from '../../contract/fault.ts'
import { toldRights } from '../rights.ts'
import { shown } from './admit-entries.ts'
import {
  damagedEntry,
  headerBytes,
  ownHeaderBytes,
  smallBytes,
  smallContent,
  type SmallRecord,
  smallRecord,
} from './small-content.ts'
import { through } from './through.ts'
import type { ArchiveEntry } from './entry.ts'
import { authenticationBytes, strengths, verifierBytes, ZipAes } from './zip-aes.ts'
import type { Read, ZipFile, ZipRecord } from './zip-directory.ts'
import { extraField } from './zip-extra.ts'

const unix = 3
const kinds: Record<number, ArchiveEntry['kind']> = { 0: 'file', 0o100: 'file', 0o040: 'folder', 0o120: 'link' }
/** Of an entry whose own method stands beside it, since it is encrypted. */
const aesMethod = 99
const chunkBytes = 2 ** 20

/** An entry as unpacking sees it. `passphrase` is asked for when an encrypted one is read. Raises `archive-refused` for what is packed or encrypted in another way than is read here. */
export function zipEntry(file: ZipFile, record: ZipRecord, passphrase: () => string): ArchiveEntry {
  const mode = record.attributes >>> 16
  const small = smallRecord(record)
  const isUnix = record.madeBy === unix
  const type = isUnix ? (kinds[(mode & 0o170000) >> 9] ?? 'special') : 'file'
  const kind = type === 'file' && record.name.endsWith('/') ? 'folder' : type
  if (kind === 'file') requireReadable(file, record)
  return {
    name: record.name,
    kind,
    sizeBytes: record.sizeBytes,
    modifiedMs: record.modifiedMs,
    rights: isUnix ? toldRights(mode) : undefined,
    chunks: () => content({ file, record, small }, passphrase),
    small,
  }
}

/** As the directory tells, so that it is known before anything is unpacked. */
function requireReadable({ subject }: ZipFile, record: ZipRecord): void {
  const refuse = (what: string): never => {
    throw new Fault('archive-refused', { subject, why: `The entry ${shown(record.name)} ${what}.` })
  }
  if (isEncrypted(record) && record.method !== aesMethod)
    refuse('is encrypted in an old way that is not safe and not read')
  const method = isEncrypted(record) ? (aesField(record)?.method ?? 0) : record.method
  if (method !== 0 && method !== 8) refuse(`is packed in a way that is not read (${method})`)
}

interface Content {
  file: ZipFile
  record: ZipRecord
  small: SmallRecord | undefined
}

async function* content({ file, record, small }: Content, passphrase: () => string): AsyncGenerator<Uint8Array> {
  const { start, early } = await locate(file, record)
  const stored = new Stored({ file, start, early, length: record.packedBytes })
  if (small) {
    yield smallContent({ subject: file.subject, record: small }, await stored.read(0, record.packedBytes))
    return
  }
  const { method, packed, verify } = isEncrypted(record)
    ? await decrypted(stored, { file, record, passphrase })
    : plain(stored, { file, record })
  let sizeBytes = 0
  let crc = 0
  for await (const chunk of unpacked(packed, { file, record, method })) {
    sizeBytes += chunk.length
    if (sizeBytes > record.sizeBytes)
      throw damaged(file, record, `has more than the ${record.sizeBytes} bytes it claims`)
    crc = crc32(chunk, crc)
    yield chunk
  }
  if (sizeBytes !== record.sizeBytes)
    throw damaged(file, record, `has ${sizeBytes} bytes instead of ${record.sizeBytes}`)
  verify(crc)
}

function damaged({ subject }: ZipFile, record: ZipRecord, what: string): Fault {
  return damagedEntry({ subject, record }, what)
}

/** Where the content starts, by the entry's own header, which has to tell the same as the directory; with what was read beyond it. */
async function locate(file: ZipFile, record: ZipRecord): Promise<{ start: number; early: Buffer }> {
  const guess = headerBytes + record.rawName.length + record.extra.length + 64
  const ahead = record.packedBytes <= smallBytes ? record.packedBytes : 0
  const found = await file.read(record.offset, guess + ahead)
  const start = ownHeaderBytes({ subject: file.subject, record }, found)
  return { start: record.offset + start, early: found.subarray(Math.min(start, found.length)) }
}

interface Place {
  file: ZipFile
  start: number
  early: Buffer
  length: number
}

/** The packed bytes of one entry, the first of which may have been read already. */
class Stored {
  readonly #place: Place

  constructor(place: Place) {
    this.#place = place
  }

  readonly read: Read = async (at, length) => {
    const { file, start, early } = this.#place
    if (at + length <= early.length) return early.subarray(at, at + length)
    const found = await file.read(start + at, length)
    if (found.length === length) return found
    throw new Fault('file-truncated', { subject: file.subject })
  }

  async *chunks(from: number, to: number): AsyncGenerator<Uint8Array> {
    const most = to - from <= smallBytes ? smallBytes : chunkBytes
    for (let at = from; at < to; at += most) yield await this.read(at, Math.min(most, to - at))
  }
}

/** Packed bytes, how they are packed, and a last look at them when all are unpacked. */
interface Packed {
  method: number
  packed: AsyncIterable<Uint8Array>
  verify: (crc: number) => void
}

function plain(stored: Stored, { file, record }: Pick<Unlocking, 'file' | 'record'>): Packed {
  const verify = (crc: number): void => {
    if (crc !== record.crc32) throw damaged(file, record, 'does not fit its checksum')
  }
  return { method: record.method, packed: stored.chunks(0, record.packedBytes), verify }
}

function isEncrypted({ flags }: ZipRecord): boolean {
  return (flags & 1) === 1
}

/** What stands beside an entry that is encrypted by AES; undefined where it does not say it all. https://www.winzip.com/en/support/aes-encryption/ */
function aesField({ extra }: ZipRecord) {
  const field = extraField(extra, 0x9901)
  const strength = field && strengths[field[4] ?? 0]
  if (!strength || field.length < 7) return undefined
  // The second version of the scheme leaves the checksum out, since it tells about the content.
  return { strength, hasChecksum: field.readUInt16LE(0) === 1, method: field.readUInt16LE(5) }
}

interface Unlocking {
  file: ZipFile
  record: ZipRecord
  passphrase: () => string
}

async function decrypted(stored: Stored, { file, record, passphrase }: Unlocking): Promise<Packed> {
  const field = aesField(record)
  const refuse = (what: string): never => {
    throw damaged(file, record, what)
  }
  if (!field) return refuse('does not say how it is encrypted')
  const { strength, hasChecksum, method } = field
  const bodyAt = strength.saltBytes + verifierBytes
  const end = record.packedBytes - authenticationBytes
  if (end < bodyAt) return refuse('is too short for what it claims')
  const head = await stored.read(0, bodyAt)
  const aes = new ZipAes(passphrase(), head.subarray(0, strength.saltBytes), strength)
  if (!aes.verifier.equals(head.subarray(strength.saltBytes)))
    throw new Fault('secret-wrong', { subject: file.subject })
  let authentic = false
  const packed = async function* (): AsyncGenerator<Uint8Array> {
    for await (const chunk of stored.chunks(bodyAt, end)) yield aes.decrypt(chunk)
    authentic = aes.isAuthentic(await stored.read(end, authenticationBytes))
  }
  const verify = (crc: number): void => {
    if (!authentic || (hasChecksum && crc !== record.crc32)) refuse('was changed')
  }
  return { method, packed: packed(), verify }
}

interface Unpacked {
  file: ZipFile
  record: ZipRecord
  method: number
}

async function* unpacked(
  packed: AsyncIterable<Uint8Array>,
  { file, record, method }: Unpacked,
): AsyncGenerator<Uint8Array> {
  if (method === 0) return yield* packed
  try {
    yield* through(packed, createInflateRaw())
  } catch (error) {
    if (error instanceof Fault) throw error
    throw damaged(file, record, 'cannot be unpacked')
  }
}
