import { Fault } from '../../contract/fault.ts'
import type { Secrets, TaskResult } from '../../contract/task.ts'
import { originOf } from '../carriers/file-value.ts'
import { SourceFile } from '../source-file.ts'
import { secretValue } from '../secret-value.ts'
import { shareOut } from '../crew.ts'
import type { FileTicket } from '../file-ticket.ts'
import type { ArchiveEntry } from './entry.ts'
import { openArchive } from './open-archive.ts'
import { sentRecord } from './small-content.ts'

/** What was packed by us has no limits: it is as large as what went in. */
const unlimited = Number.MAX_SAFE_INTEGER
const limits = { maxPixels: 0, maxUnpackedBytes: unlimited, maxUnpackedRatio: unlimited, maxEntries: unlimited }

const pieceEntries = 128

/** Opens an archive that was packed and unpacks every entry into nothing: all there, whole, by their checksums. Raises `result-wrong`, `secret-missing`. */
export async function checkArchive({ path, type, facts }: TaskResult, secrets: Secrets): Promise<void> {
  const wrong = (why: string, cause?: unknown): Fault => new Fault('result-wrong', { subject: path, why, cause })
  await using source = await SourceFile.open(path, { isLookedAt: true })
  const passphrase = (): string => secretValue(secrets, String(facts.secret))
  const archive = { subject: path, archiveBytes: unlimited, limits, passphrase }
  const origin = originOf(source, { name: '', type })
  let found: Found
  try {
    found = await unpackAll(await openArchive(origin, archive), source.ticket)
  } catch (error) {
    if (error instanceof Fault && error.code === 'secret-missing') throw error
    throw wrong('It cannot be unpacked again.', error)
  }
  const { count, unpackedBytes } = found
  if (count !== facts.entries) throw wrong(`It should have ${facts.entries} files and has ${count}.`)
  if (unpackedBytes !== facts.unpacked)
    throw wrong(`It should hold ${facts.unpacked} bytes and holds ${unpackedBytes}.`)
}

interface Found {
  count: number
  unpackedBytes: number
}

/** Unpacks everything without keeping it: small entries in several threads, the others here. */
async function unpackAll(entries: readonly ArchiveEntry[], archive: FileTicket): Promise<Found> {
  const small = entries.flatMap((entry) => (entry.small ? [sentRecord(entry.small)] : []))
  const pieces = chunksOf(small).map((records) => ({ archive, records }))
  let unpackedBytes = 0
  for await (const piece of shareOut('verifySmall', pieces)) unpackedBytes += piece.unpackedBytes
  for (const { small: isDone, chunks } of entries)
    if (!isDone) for await (const chunk of chunks()) unpackedBytes += chunk.length
  return { count: entries.length, unpackedBytes }
}

function chunksOf<T>(items: readonly T[]): T[][] {
  return Array.from({ length: Math.ceil(items.length / pieceEntries) }, (_, at) =>
    items.slice(at * pieceEntries, (at + 1) * pieceEntries),
  )
}
