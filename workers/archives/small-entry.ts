import { randomBytes } from 'node:crypto'
import { crc32, deflateRawSync } from 'node:zlib'
import { inOneGo } from './in-one-go.ts'
import { looksPacked } from './looks-packed.ts'
import { newStrength, ZipAes } from './zip-aes.ts'
import { flags, localHeader, type Written } from './zip-headers.ts'

export interface ZipOptions {
  /** 0 stores, 1 is fast, 9 small. */
  level: number
  passphrase?: string | undefined
}

/** What the directory will say of an entry, but for where it begins and what it is called. */
export type EntryNumbers = Pick<Written, 'method' | 'flags' | 'crc' | 'packedBytes' | 'sizeBytes' | 'rights'>

export interface SmallEntry extends EntryNumbers {
  header: Buffer
  /** As it stands in the archive. */
  body: Buffer
}

/** Packs a file whose content is there whole; its header tells its sizes. What does not shrink is stored as it is. */
export function smallEntry(
  { name, modifiedMs, rights }: { name: string; modifiedMs: number; rights: number },
  content: Buffer,
  { level, passphrase }: ZipOptions,
): SmallEntry {
  const smaller =
    level === 0 || looksPacked(content) ? content : deflateRawSync(content, { level, ...inOneGo(content.length) })
  const method = smaller.length < content.length ? 8 : 0
  const packed = method === 8 ? smaller : content
  const isLocked = passphrase !== undefined
  const body = isLocked ? Buffer.concat([...sealed([packed], passphrase)]) : packed
  const numbers = {
    method,
    flags: flags.utf8 | (isLocked ? flags.encrypted : 0),
    crc: isLocked ? 0 : crc32(content),
    packedBytes: body.length,
    sizeBytes: content.length,
    rights,
  }
  const header = localHeader({ ...numbers, name: Buffer.from(name.toWellFormed()), modifiedMs, offset: 0 })
  return { ...numbers, header, body }
}

function* sealed(packed: Iterable<Uint8Array>, passphrase: string): Generator<Uint8Array> {
  const { aes, head } = lock(passphrase)
  yield head
  for (const chunk of packed) yield aes.encrypt(chunk)
  yield aes.authentication()
}

/** The keys of a new entry, and what stands before its content. */
export function lock(passphrase: string): { aes: ZipAes; head: Buffer } {
  const salt = randomBytes(newStrength.saltBytes)
  const aes = new ZipAes(passphrase, salt, newStrength)
  return { aes, head: Buffer.concat([salt, aes.verifier]) }
}
