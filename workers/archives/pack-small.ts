import { hash } from 'node:crypto'
import { type FileTicket, readTicket } from '../file-ticket.ts'
import { lentMostBytes } from '../lent-runs.ts'
import { type EntryNumbers, smallEntry, type ZipOptions } from './small-entry.ts'

export interface PackPiece {
  files: { ticket: FileTicket; name: string; modifiedMs: number }[]
  options: ZipOptions
}

export interface PackedSmall {
  /** All entries as they stand in the archive, one behind the other. */
  bytes: Uint8Array
  /** By file, in their order; of the content, and of header and body together. */
  entries: (EntryNumbers & { sha256: string; entryBytes: number })[]
}

let room: Buffer | undefined

/** Reads small files and packs each as an entry of a zip. Raises `original-changed` and what the system says. */
export function packSmall({ files, options }: PackPiece): PackedSmall {
  room ??= Buffer.allocUnsafeSlow(lentMostBytes)
  const parts: Buffer[] = []
  const entries: PackedSmall['entries'] = []
  // A file that is stored unpacked is not copied: its bytes stay where they were read until all parts are joined.
  let used = 0
  for (const { ticket, ...file } of files) {
    const { content, rights } = readTicket(ticket, room.subarray(used))
    const { header, body, ...numbers } = smallEntry({ ...file, rights }, content, options)
    if (body === content) used += content.length
    parts.push(header, body)
    entries.push({ ...numbers, sha256: hash('sha256', content), entryBytes: header.length + body.length })
  }
  return { bytes: joined(parts), entries }
}

/** In a buffer that is nobody else's: it may be handed to another thread. */
function joined(parts: readonly Buffer[]): Buffer {
  const bytes = Buffer.allocUnsafeSlow(parts.reduce((sum, { length }) => sum + length, 0))
  let at = 0
  for (const part of parts) at += part.copy(bytes, at)
  return bytes
}
