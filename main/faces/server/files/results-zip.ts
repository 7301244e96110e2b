import { Fault } from '../../../../contract/fault.ts'
import type { ZipSource } from '../zip/zip-stream.ts'
import type { ArchiveNames } from './archive-names.ts'
import type { GrantedFiles } from './granted-files.ts'

const noteName = 'not in this archive.txt'

/** Results as they are now, opened one after the other; those that have gone, or lie where this face may not look, are named in a note at the end. */
export async function* zipSources(
  paths: AsyncIterable<string>,
  { files, names }: { files: GrantedFiles; names: ArchiveNames },
): AsyncGenerator<ZipSource> {
  const left: string[] = []
  for await (const path of paths) {
    try {
      await using file = await files.open(path)
      const { sizeBytes, modifiedMs } = file
      yield { name: names.nameFor(path), sizeBytes, modifiedMs, bytes: file.read() }
    } catch (error) {
      if (!(error instanceof Fault)) throw error
      left.push(error.message)
    }
  }
  if (left.length > 0) yield note(names.nameFor(noteName), left)
}

function note(name: string, lines: string[]): ZipSource {
  const text = Buffer.from(lines.map((line) => `${line.toWellFormed()}\n`).join(''))
  return { name, sizeBytes: text.length, modifiedMs: Date.now(), bytes: once(text) }
}

async function* once(bytes: Buffer): AsyncGenerator<Buffer> {
  yield bytes
}
