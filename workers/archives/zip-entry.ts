import { crc32, createInflateRaw } from 'node:zlib'
import { Fault } from '../../contract/fault.ts'
import { toldRights } from '../rights.ts'
import { shown } from './admit-entries.ts'
import { damagedEntry, headerBytes, ownHeaderBytes, smallContent, isSmall } from './small-content.ts'
import { through } from './through.ts'
import type { ArchiveEntry } from './entry.ts'
import { decrypted, isEncrypted, methodOf, type Packed, Stored } from './zip-decrypted.ts'
import type { ZipFile, ZipRecord } from './zip-directory.ts'

const unix = 3
const kinds: Record<number, ArchiveEntry['kind']> = { 0: 'file', 0o100: 'file', 0o040: 'folder', 0o120: 'link' }

/** An entry as unpacking sees it. `passphrase` is asked for when an encrypted one is read. Raises `archive-refused` for what is packed or encrypted in another way than is read here. */
export function zipEntry(file: ZipFile, record: ZipRecord, passphrase: () => string): ArchiveEntry {
  const mode = record.attributes >>> 16
  const small = isSmall(record)
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
    chunks: () => (small ? oneChunk(file, record) : content({ file, record }, passphrase)),
    whole: small ? (use) => inOnePiece(file, record, use) : undefined,
    small: small ? record : undefined,
  }
}

/** As the directory tells, so that it is known before anything is unpacked. */
function requireReadable({ subject }: ZipFile, record: ZipRecord): void {
  const refuse = (what: string): never => {
    throw new Fault('archive-refused', { subject, why: `The entry ${shown(record.name)} ${what}.` })
  }
  const method = methodOf(record)
  if (method === 'unknown') return refuse('is encrypted in a way that is not read')
  if (method !== 0 && method !== 8) refuse(`is packed in a way that is not read (${method})`)
}

interface Content {
  file: ZipFile
  record: ZipRecord
}

async function* content({ file, record }: Content, passphrase: () => string): AsyncGenerator<Uint8Array> {
  const stored = new Stored(file, await startOf(file, record))
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

/** For whoever keeps it. */
async function* oneChunk(file: ZipFile, record: ZipRecord): AsyncGenerator<Uint8Array> {
  yield await inOnePiece(file, record, (bytes) => (record.method === 0 ? Buffer.from(bytes) : bytes))
}

/** The header and what is packed come with one reading, unless the header is longer than the directory lets expect. */
async function inOnePiece<T>(file: ZipFile, record: ZipRecord, use: (content: Uint8Array) => T): Promise<T> {
  const { offset, packedBytes } = record
  const { subject } = file
  const used = await file.lend(offset, headerMost(record) + packedBytes, (found) => {
    const start = ownHeaderBytes({ subject, record }, found)
    const end = start + packedBytes
    return end > found.length ? null : { value: use(smallContent({ subject, record }, found.subarray(start, end))) }
  })
  return used ? used.value : behindLongHeader(file, record, use)
}

async function behindLongHeader<T>(file: ZipFile, record: ZipRecord, use: (content: Uint8Array) => T): Promise<T> {
  const { subject } = file
  return file.lend(await startOf(file, record), record.packedBytes, (packed) => {
    if (packed.length < record.packedBytes) throw new Fault('file-truncated', { subject })
    return use(smallContent({ subject, record }, packed))
  })
}

function headerMost({ rawName, extra }: ZipRecord): number {
  return headerBytes + rawName.length + extra.length + 64
}

/** Where the content starts, by the entry's own header, which has to tell the same as the directory. */
async function startOf(file: ZipFile, record: ZipRecord): Promise<number> {
  const found = await file.read(record.offset, headerMost(record))
  return record.offset + ownHeaderBytes({ subject: file.subject, record }, found)
}

function plain(stored: Stored, { file, record }: Pick<Content, 'file' | 'record'>): Packed {
  const verify = (crc: number): void => {
    if (crc !== record.crc32) throw damaged(file, record, 'does not fit its checksum')
  }
  return { method: record.method, packed: stored.chunks(0, record.packedBytes), verify }
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
