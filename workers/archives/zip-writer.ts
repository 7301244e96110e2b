import { randomBytes } from 'node:crypto'
import { promisify } from 'node:util'
import { crc32, createDeflateRaw, deflateRaw, type ZlibOptions } from 'node:zlib'
import type { PackedFile } from './entry.ts'
import { inOneGo } from './in-one-go.ts'
import { looksPacked } from './looks-packed.ts'
import { through } from './through.ts'
import { newStrength, ZipAes } from './zip-aes.ts'
import { descriptor, directoryRecord, endOf, flags, localHeader, type Written } from './zip-headers.ts'

export interface ZipOptions {
  /** 0 stores, 1 is fast, 9 small. */
  level: number
  passphrase?: string | undefined
}

/** Up to this size a file is packed in one go, and its header tells its sizes. */
const smallBytes = 4 * 2 ** 20
/** Small files that are read and packed while one is written: other cores have something to do then. */
const aheadMost = 4
const deflated = promisify<Buffer, ZlibOptions, Buffer>(deflateRaw)

/** A zip of the files in their order, as it is to be written; each is read once, at most a few before their turn comes. */
export async function* zipChunks(files: Iterable<PackedFile>, options: ZipOptions): AsyncGenerator<Uint8Array> {
  const written: Written[] = []
  let offset = 0
  for await (const entry of ahead(files, options)) {
    const writing = 'body' in entry ? small(entry, offset) : large({ ...entry, offset }, options)
    let step = await writing.next()
    for (; !step.done; step = await writing.next()) {
      offset += step.value.length
      yield step.value
    }
    written.push(step.value)
  }
  const directory = Buffer.concat(written.map(directoryRecord))
  yield directory
  yield endOf(written.length, { at: offset, bytes: directory.length })
}

interface Entry {
  name: Buffer
  file: PackedFile
  offset: number
}

interface PackedEntry extends Omit<Written, 'offset'> {
  body: Buffer
}

async function* ahead(
  files: Iterable<PackedFile>,
  options: ZipOptions,
): AsyncGenerator<PackedEntry | Omit<Entry, 'offset'>> {
  const queue: Promise<PackedEntry | Omit<Entry, 'offset'>>[] = []
  for (const file of files) {
    const next = prepared(file, options)
    // It is told when its turn comes; should an earlier one fail, nobody asks any more.
    next.catch(() => {})
    queue.push(next)
    const first = queue.length >= aheadMost ? queue.shift() : undefined
    if (first) yield await first
  }
  for (const next of queue) yield await next
}

/** A small file packed whole; a large one as it is, to be packed as it is written. */
async function prepared(
  file: PackedFile,
  { level, passphrase }: ZipOptions,
): Promise<PackedEntry | Omit<Entry, 'offset'>> {
  const name = Buffer.from(file.name.toWellFormed())
  if (file.sizeBytes === undefined || file.sizeBytes > smallBytes) return { name, file }
  const content = await contentOf(file)
  // What does not shrink to less than it is, is stored as it is.
  const options = { level, ...inOneGo(content.length) }
  const smaller = level === 0 || looksPacked(content) ? content : await deflated(content, options)
  const method = smaller.length < content.length ? 8 : 0
  const packed = method === 8 ? smaller : content
  const isLocked = passphrase !== undefined
  const body = isLocked ? Buffer.concat([...sealed([packed], passphrase)]) : packed
  return {
    name,
    file,
    method,
    flags: flags.utf8 | (isLocked ? flags.encrypted : 0),
    crc: isLocked ? 0 : crc32(content),
    packedBytes: body.length,
    sizeBytes: content.length,
    body,
  }
}

async function contentOf(file: PackedFile): Promise<Buffer> {
  const chunks: Uint8Array[] = []
  for await (const chunk of file.chunks()) chunks.push(chunk)
  const [only] = chunks
  return chunks.length === 1 && Buffer.isBuffer(only) ? only : Buffer.concat(chunks)
}

async function* small({ body, ...entry }: PackedEntry, offset: number): AsyncGenerator<Uint8Array, Written> {
  const written = { ...entry, offset }
  yield localHeader(written)
  yield body
  return written
}

/** Its sizes are known only behind it. */
async function* large(entry: Entry, { level, passphrase }: ZipOptions): AsyncGenerator<Uint8Array, Written> {
  const written = {
    ...entry,
    method: level === 0 ? 0 : 8,
    flags: flags.utf8 | flags.sizesFollow | (passphrase === undefined ? 0 : flags.encrypted),
    crc: 0,
    packedBytes: 0,
    sizeBytes: 0,
  }
  yield localHeader(written)
  const counted = async function* (): AsyncGenerator<Uint8Array> {
    for await (const chunk of entry.file.chunks()) {
      written.sizeBytes += chunk.length
      if (passphrase === undefined) written.crc = crc32(chunk, written.crc)
      yield chunk
    }
  }
  const packed = level === 0 ? counted() : through(counted(), createDeflateRaw({ level }))
  for await (const chunk of passphrase === undefined ? packed : sealedStream(packed, passphrase)) {
    written.packedBytes += chunk.length
    yield chunk
  }
  yield descriptor(written)
  return written
}

function* sealed(packed: Iterable<Uint8Array>, passphrase: string): Generator<Uint8Array> {
  const { aes, head } = lock(passphrase)
  yield head
  for (const chunk of packed) yield aes.encrypt(chunk)
  yield aes.authentication()
}

async function* sealedStream(packed: AsyncIterable<Uint8Array>, passphrase: string): AsyncGenerator<Uint8Array> {
  const { aes, head } = lock(passphrase)
  yield head
  for await (const chunk of packed) yield aes.encrypt(chunk)
  yield aes.authentication()
}

function lock(passphrase: string): { aes: ZipAes; head: Buffer } {
  const salt = randomBytes(newStrength.saltBytes)
  const aes = new ZipAes(passphrase, salt, newStrength)
  return { aes, head: Buffer.concat([salt, aes.verifier]) }
}
