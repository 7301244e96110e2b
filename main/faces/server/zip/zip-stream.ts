import { crc32 } from 'node:zlib'
import { dataDescriptor, directoryRecord, endRecords, localHeader, type ZipEntry } from './zip-records.ts'

/** One file on its way into an archive. */
export interface ZipSource {
  /** Relative, with `/`; unique in the archive. */
  name: string
  sizeBytes: number
  modifiedMs: number
  /** Exactly `sizeBytes` of them. */
  bytes: AsyncIterable<Buffer>
}

/**
 * A ZIP file as it is made, piece by piece, with each file as it is: results are mostly compressed already. Whatever the number and size of
 * the files, memory holds one piece and some 100 bytes a file. Throws when a file ends early, so that nobody takes the torso for the whole.
 */
export async function* zipStream(files: AsyncIterable<ZipSource>): AsyncGenerator<Buffer> {
  const entries: ZipEntry[] = []
  let at = 0
  const counted = (piece: Buffer): Buffer => {
    at += piece.length
    return piece
  }
  for await (const { name, sizeBytes, modifiedMs, bytes } of files) {
    const entry = { name: Buffer.from(name), sizeBytes, modifiedMs, offset: at, crc32: 0 }
    yield counted(localHeader(entry))
    const start = at
    for await (const piece of bytes) {
      entry.crc32 = crc32(piece, entry.crc32)
      yield counted(piece)
    }
    if (at - start !== sizeBytes) throw new Error(`${name} has changed its size`)
    yield counted(dataDescriptor(entry))
    entries.push(entry)
  }
  const offset = at
  for (const entry of entries) yield counted(directoryRecord(entry))
  yield endRecords({ count: entries.length, offset, sizeBytes: at - offset })
}
