import { Fault } from '../../contract/fault.ts'
import { type FileTicket, type OpenTicket, openTicket } from '../file-ticket.ts'
import { headerBytes, ownHeaderBytes, smallBytes, smallContent, type SmallRecord } from './small-content.ts'

export interface VerifyPiece {
  archive: FileTicket
  records: SmallRecord[]
}

/** Room for the extra fields of an entry's own header; in archives of ours they are never longer. */
const usualExtraBytes = 64
let room: Buffer | undefined

/** Unpacks small entries of a zip into nothing: each there, whole, by its checksum. Raises `file-damaged`, `file-truncated`. */
export function verifySmall({ archive, records }: VerifyPiece): { unpackedBytes: number } {
  using file = openTicket(archive)
  let unpackedBytes = 0
  for (const given of records) {
    // A message between threads makes plain bytes of buffers.
    const record = { ...given, rawName: Buffer.from(given.rawName) }
    const packed = packedOf(file, { archive, record })
    unpackedBytes += smallContent({ subject: archive.path, record }, packed).length
  }
  return { unpackedBytes }
}

function packedOf(file: OpenTicket, { archive, record }: { archive: FileTicket; record: SmallRecord }): Buffer {
  room ??= Buffer.allocUnsafeSlow(headerBytes + 2 ** 17 + usualExtraBytes + smallBytes)
  const { rawName, packedBytes, offset } = record
  const left = Number(archive.size) - offset
  const guess = Math.min(headerBytes + rawName.length + usualExtraBytes + packedBytes, left)
  const found = file.fill(room.subarray(0, Math.max(0, guess)), offset)
  const start = ownHeaderBytes({ subject: archive.path, record }, found)
  if (start + packedBytes <= found.length) return found.subarray(start, start + packedBytes)
  if (start + packedBytes > left) throw new Fault('file-truncated', { subject: archive.path })
  return file.fill(room.subarray(0, packedBytes), offset + start)
}
