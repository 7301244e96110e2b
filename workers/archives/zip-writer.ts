import { crc32, createDeflateRaw } from 'node:zlib'
import { shareOut } from '../crew.ts'
import { type LentRun, lentMostBytes, lentRuns } from '../lent-runs.ts'
import { plainRights } from '../rights.ts'
import type { PackedFile } from './entry.ts'
import { lock, smallEntry, type ZipOptions } from './small-entry.ts'
import { through } from './through.ts'
import { descriptor, directoryRecord, endOf, flags, localHeader, type Written } from './zip-headers.ts'

/** A zip of the files in their order, as it is to be written; each is read once, at most a few pieces before their turn comes. */
export async function* zipChunks(files: Iterable<PackedFile>, options: ZipOptions): AsyncGenerator<Uint8Array> {
  const archive: Archive = { written: [], offset: 0 }
  for (const run of lentRuns(files, ({ lent }) => lent)) {
    const chunks = 'pieces' in run ? small(run, { archive, options }) : single(run.file, { archive, options })
    for await (const chunk of chunks) {
      archive.offset += chunk.length
      yield chunk
    }
  }
  const directory = Buffer.concat(archive.written.map(directoryRecord))
  yield directory
  yield endOf(archive.written.length, { at: archive.offset, bytes: directory.length })
}

/** What has been written of the archive so far. */
interface Archive {
  written: Written[]
  offset: number
}

interface Writing {
  archive: Archive
  options: ZipOptions
}

/** Small files, packed by several threads. */
async function* small({ pieces }: LentRun<PackedFile>, { archive, options }: Writing): AsyncGenerator<Uint8Array> {
  const inputs = pieces.map((piece) => ({
    files: piece.map(({ file: { name, modifiedMs }, lent: { ticket } }) => ({ ticket, name, modifiedMs })),
    options,
  }))
  let at = 0
  for await (const { bytes, entries } of shareOut('packSmall', inputs)) {
    let { offset } = archive
    for (const [n, { file, lent }] of (pieces[at++] ?? []).entries()) {
      const entry = entries[n]
      if (!entry) throw new RangeError('a file was not packed')
      const { sha256, entryBytes, ...numbers } = entry
      archive.written.push({ ...numbers, name: nameOf(file), modifiedMs: file.modifiedMs, offset })
      offset += entryBytes
      lent.sealAs(sha256)
      file.onPacked?.()
    }
    yield bytes
  }
}

/** A file that cannot be lent to another thread: it is large, or made by an earlier step. */
async function* single(file: PackedFile, { archive, options }: Writing): AsyncGenerator<Uint8Array> {
  const { name, modifiedMs, sizeBytes, rights = plainRights } = file
  const place = { name: nameOf(file), modifiedMs, rights, offset: archive.offset }
  if (sizeBytes === undefined || sizeBytes > lentMostBytes) archive.written.push(yield* large(file, place, options))
  else {
    const { header, body, ...numbers } = smallEntry({ name, modifiedMs, rights }, await contentOf(file), options)
    archive.written.push({ ...numbers, ...place })
    yield header
    yield body
  }
  file.onPacked?.()
}

function nameOf({ name }: PackedFile): Buffer {
  return Buffer.from(name.toWellFormed())
}

async function contentOf(file: PackedFile): Promise<Buffer> {
  const chunks: Uint8Array[] = []
  for await (const chunk of file.chunks()) chunks.push(chunk)
  const [only] = chunks
  return chunks.length === 1 && Buffer.isBuffer(only) ? only : Buffer.concat(chunks)
}

/** A file whose sizes are known only when it has been packed; they follow its content in a descriptor. */
async function* large(
  file: PackedFile,
  place: Pick<Written, 'name' | 'modifiedMs' | 'rights' | 'offset'>,
  { level, passphrase }: ZipOptions,
): AsyncGenerator<Uint8Array, Written> {
  const written = {
    ...place,
    method: level === 0 ? 0 : 8,
    flags: flags.utf8 | flags.sizesFollow | (passphrase === undefined ? 0 : flags.encrypted),
    crc: 0,
    packedBytes: 0,
    sizeBytes: 0,
  }
  yield localHeader(written)
  const counted = async function* (): AsyncGenerator<Uint8Array> {
    for await (const chunk of file.chunks()) {
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

async function* sealedStream(packed: AsyncIterable<Uint8Array>, passphrase: string): AsyncGenerator<Uint8Array> {
  const { aes, head } = lock(passphrase)
  yield head
  for await (const chunk of packed) yield aes.encrypt(chunk)
  yield aes.authentication()
}
