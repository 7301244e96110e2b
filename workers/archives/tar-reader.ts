import { Fault } from '../../contract/fault.ts'
import { decodePath } from '../../contract/path-text.ts'
import type { TaskLimits } from '../../contract/task.ts'
import { toldRights } from '../rights.ts'
import { requireFew, shown } from './admit-entries.ts'
import { ByteReader } from './byte-reader.ts'
import type { ArchiveEntry } from './entry.ts'
import { InOrderReading } from './in-order-reading.ts'
import { blockBytes, padded, parseTarHeader, type TarHeader } from './tar-header.ts'
import { isSpecial, readSpecial, type Special } from './tar-special.ts'

/** A tar as bytes that can only be read in order, each time anew. */
export interface TarFile {
  subject: string
  limits: TaskLimits
  chunks(): AsyncIterable<Uint8Array>
}

const kinds: Record<string, ArchiveEntry['kind']> = {
  '0': 'file',
  '\0': 'file',
  '7': 'file',
  '5': 'folder',
  '1': 'link',
  '2': 'link',
}

interface TarEntry extends Omit<ArchiveEntry, 'chunks'> {
  /** Of the content, in the unpacked tar. */
  at: number
  sizeBytes: number
}

/**
 * Every entry, read once from end to end. Their contents come from another reading, which goes on from one to the next when they are asked for
 * in order and begins anew otherwise. Raises `file-truncated`, `file-damaged`, and `too-large` for too many.
 */
export async function readTar(file: TarFile): Promise<ArchiveEntry[]> {
  const entries = await scan(file)
  const again = new InOrderReading(() => file.chunks())
  return entries.map((entry) => ({ ...entry, chunks: () => contentOf(file, entry, again) }))
}

async function scan(file: TarFile): Promise<TarEntry[]> {
  await using reader = new ByteReader(file.chunks())
  const entries: TarEntry[] = []
  let special: Special = {}
  for (let block = await reader.take(blockBytes); block && !isZero(block); block = await reader.take(blockBytes)) {
    const header = headerOf(file, block)
    if (isSpecial(header)) special = { ...special, ...(await readSpecial(file, reader, header)) }
    else {
      const entry = entryOf(file, header, { special, at: reader.at })
      entries.push(entry)
      requireFew(entries.length, file)
      // Nothing will be unpacked, and what stands behind such an entry differs from program to program.
      if (entry.kind === 'link' || entry.kind === 'special') return entries
      await skip(file, reader, entry.sizeBytes)
      special = {}
    }
  }
  requireBlocks(file, reader.at)
  // Damage behind the last entry shows only when the packed bytes are read to their end.
  await reader.drain()
  return entries
}

function requireBlocks({ subject }: TarFile, bytes: number): void {
  if (bytes > 0 && bytes < blockBytes)
    throw new Fault('file-damaged', { subject, why: 'What is packed in it is no tar.' })
  if (bytes % blockBytes !== 0 || bytes === 0) throw new Fault('file-truncated', { subject })
}

function isZero(block: Buffer): boolean {
  return block.every((byte) => byte === 0)
}

function headerOf(file: TarFile, block: Buffer): TarHeader {
  const header = parseTarHeader(block)
  if (header && Number.isSafeInteger(header.sizeBytes) && header.sizeBytes >= 0) return header
  throw new Fault('file-damaged', { subject: file.subject, why: 'The header of an entry is wrong.' })
}

function entryOf(file: TarFile, header: TarHeader, { special, at }: { special: Special; at: number }): TarEntry {
  const kind = (special.isSparse ? undefined : kinds[header.type]) ?? 'special'
  const written = decodePath(special.path ?? header.rawName)
  const sizeBytes = kind === 'file' ? (special.sizeBytes ?? header.sizeBytes) : 0
  if (!Number.isSafeInteger(sizeBytes) || sizeBytes < 0)
    throw new Fault('file-damaged', { subject: file.subject, why: `The entry ${shown(written)} has no size.` })
  const modifiedMs = special.modifiedMs ?? header.modifiedMs
  return {
    name: written,
    kind: isOldFolder(header, written) ? 'folder' : kind,
    sizeBytes,
    modifiedMs: Number.isFinite(modifiedMs) ? modifiedMs : undefined,
    rights: toldRights(header.mode),
    at,
  }
}

/** Before there was a type for folders, the name said it. */
function isOldFolder({ type }: TarHeader, name: string): boolean {
  return (type === '0' || type === '\0') && name.endsWith('/')
}

async function skip(file: TarFile, reader: ByteReader, sizeBytes: number): Promise<void> {
  if (!(await reader.skip(padded(sizeBytes)))) throw new Fault('file-truncated', { subject: file.subject })
}

/** The content of one entry, as long as its header says. */
async function* contentOf(
  file: TarFile,
  { at, sizeBytes }: TarEntry,
  reading: InOrderReading,
): AsyncGenerator<Uint8Array> {
  let left = sizeBytes
  for await (const chunk of reading.part(at, sizeBytes)) {
    left -= chunk.length
    yield chunk
  }
  if (left > 0) throw new Fault('file-truncated', { subject: file.subject })
}
