import { randomBytes } from 'node:crypto'
import { crc32, createDeflateRaw, deflateRawSync } from 'node:zlib'
import type { PackedFile } from './entry.ts'
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
/** A zip of the files in their order, as it is to be written; each is read once, when its turn comes. */
export async function* zipChunks(files: Iterable<PackedFile>, options: ZipOptions): AsyncGenerator<Uint8Array> {
  const written: Written[] = []
  let offset = 0
  for (const file of files) {
    const entry = { name: Buffer.from(file.name.toWellFormed()), file, offset }
    const isSmall = file.sizeBytes !== undefined && file.sizeBytes <= smallBytes
    const writing = isSmall ? small(entry, options) : large(entry, options)
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

async function* small(entry: Entry, { level, passphrase }: ZipOptions): AsyncGenerator<Uint8Array, Written> {
  const chunks: Uint8Array[] = []
  for await (const chunk of entry.file.chunks()) chunks.push(chunk)
  const content = chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks)
  const deflated = level === 0 ? content : deflateRawSync(content, { level })
  const method = deflated.length < content.length ? 8 : 0
  const packed = method === 8 ? deflated : content
  const body = passphrase === undefined ? packed : Buffer.concat([...sealed([packed], passphrase)])
  const written = {
    ...entry,
    method,
    flags: flags.utf8 | (passphrase === undefined ? 0 : flags.encrypted),
    crc: passphrase === undefined ? crc32(content) : 0,
    packedBytes: body.length,
    sizeBytes: content.length,
  }
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
