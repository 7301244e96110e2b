import { Fault } from '../../contract/fault.ts'
import type { Secrets, TaskResult } from '../../contract/task.ts'
import { originOf } from '../carriers/file-value.ts'
import { SourceFile } from '../source-file.ts'
import { openArchive } from './open-archive.ts'

/** What was packed by us has no limits: it is as large as what went in. */
const limits = { maxPixels: 0, maxUnpackedBytes: Number.MAX_SAFE_INTEGER, maxEntries: Number.MAX_SAFE_INTEGER }

/** Opens an archive that was packed and unpacks every entry into nothing: all there, whole, by their checksums. Raises `result-wrong`. */
export async function checkArchive({ path, type, facts }: TaskResult, secrets: Secrets): Promise<void> {
  const wrong = (why: string, cause?: unknown): Fault => new Fault('result-wrong', { subject: path, why, cause })
  await using source = await SourceFile.open(path)
  const passphrase = (): string => secrets[String(facts.secret)] ?? ''
  const archive = { subject: path, archiveBytes: Number.MAX_SAFE_INTEGER, limits, passphrase }
  const origin = originOf(source, { name: '', type })
  let unpackedBytes = 0
  let count = 0
  try {
    for (const entry of await openArchive(origin, archive)) {
      for await (const chunk of entry.chunks()) unpackedBytes += chunk.length
      count += 1
    }
  } catch (error) {
    throw wrong('It cannot be unpacked again.', error)
  }
  if (count !== facts.entries) throw wrong(`It should have ${facts.entries} files and has ${count}.`)
  if (unpackedBytes !== facts.unpacked)
    throw wrong(`It should hold ${facts.unpacked} bytes and holds ${unpackedBytes}.`)
}
