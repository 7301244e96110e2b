import { Fault } from '../../contract/fault.ts'
import { damagedEntry, smallBytes } from './small-content.ts'
import { authenticationBytes, strengths, verifierBytes, ZipAes } from './zip-aes.ts'
import type { Read, ZipFile, ZipRecord } from './zip-directory.ts'
import { extraField } from './zip-extra.ts'
import { oldHeaderBytes, ZipOldCipher } from './zip-old-cipher.ts'

/** Of an entry whose own method stands beside it, since it is encrypted. */
const aesMethod = 99
const chunkBytes = 2 ** 20
/** Bits of an entry's flags. */
const [encrypted, sizesFollow, stronglyEncrypted] = [1, 8, 0x40]

/** The packed bytes of one entry. */
export class Stored {
  readonly #file: ZipFile
  readonly #start: number

  constructor(file: ZipFile, start: number) {
    this.#file = file
    this.#start = start
  }

  readonly read: Read = async (at, length) => {
    const found = await this.#file.read(this.#start + at, length)
    if (found.length === length) return found
    throw new Fault('file-truncated', { subject: this.#file.subject })
  }

  async *chunks(from: number, to: number): AsyncGenerator<Uint8Array> {
    const most = to - from <= smallBytes ? smallBytes : chunkBytes
    for (let at = from; at < to; at += most) yield await this.read(at, Math.min(most, to - at))
  }
}

/** Packed bytes, how they are packed, and a last look at them when all are unpacked. */
export interface Packed {
  method: number
  packed: AsyncIterable<Uint8Array>
  verify: (crc: number) => void
}

export function isEncrypted({ flags }: ZipRecord): boolean {
  return (flags & encrypted) !== 0
}

/** How it is packed before it is encrypted; `unknown` where it is encrypted in a way that is not read. */
export function methodOf(record: ZipRecord): number | 'unknown' {
  if (!isEncrypted(record)) return record.method
  if (record.method === aesMethod) return aesField(record)?.method ?? 0
  return (record.flags & stronglyEncrypted) === 0 ? record.method : 'unknown'
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

/** Raises `secret-wrong` for another passphrase than it was encrypted with. */
export function decrypted(stored: Stored, unlocking: Unlocking): Promise<Packed> {
  return unlocking.record.method === aesMethod ? byAes(stored, unlocking) : byOldCipher(stored, unlocking)
}

async function byAes(stored: Stored, { file, record, passphrase }: Unlocking): Promise<Packed> {
  const field = aesField(record)
  const refuse = (what: string): never => {
    throw damagedEntry({ subject: file.subject, record }, what)
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

async function byOldCipher(stored: Stored, { file: { subject }, record, passphrase }: Unlocking): Promise<Packed> {
  const { flags, crc32, clock, packedBytes, method } = record
  if (packedBytes < oldHeaderBytes) throw damagedEntry({ subject, record }, 'is too short for what it claims')
  const cipher = new ZipOldCipher(passphrase())
  const told = cipher.decrypt(await stored.read(0, oldHeaderBytes)).at(-1)
  // A program that does not know the checksum yet when it begins takes the time instead.
  const expected = [crc32 >>> 24, ...((flags & sizesFollow) === 0 ? [] : [clock >>> 8])]
  if (told === undefined || !expected.includes(told)) throw new Fault('secret-wrong', { subject })
  const packed = async function* (): AsyncGenerator<Uint8Array> {
    for await (const chunk of stored.chunks(oldHeaderBytes, packedBytes)) yield cipher.decrypt(chunk)
  }
  const verify = (crc: number): void => {
    if (crc !== crc32) throw damagedEntry({ subject, record }, 'does not fit its checksum')
  }
  return { method, packed: packed(), verify }
}
