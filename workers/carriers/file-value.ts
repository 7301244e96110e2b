import { basename, posix } from 'node:path'
import { splitName } from '../../contract/split-name.ts'
import type { ReadContext, ValueFacts } from '../family.ts'
import type { Lent } from '../file-ticket.ts'
import { rightsOf } from '../later-file.ts'
import type { Source } from '../source.ts'

/** Makes other chunks of a file's chunks, in order, holding on to no more than it must. */
export type Change = (chunks: AsyncIterable<Uint8Array>) => AsyncIterable<Uint8Array>

/** Where the bytes of a file come from, and what is known of it. */
export interface FileOrigin {
  /** Path of the person's file, for faults. */
  subject: string
  /** As the person knows it: below what they chose, with `/`. */
  name: string
  /** Media type. */
  type: string
  /** Without the dot. */
  extension: string
  facts: ValueFacts
  /** When the content was last changed, in epoch milliseconds; undefined for what has just been made. */
  modifiedMs?: number
  /** The same for what came out of another file and has a time of its own. */
  entryModifiedMs?: number
  /** As an archive is to have them: see `packedRights`. */
  rights?: () => number
  /** Who may read, write and run what came out of another file, as that says. */
  entryRights?: number
  sizeBytes?: number
  /** The first bytes, at most so many. */
  head(length: number): Promise<Buffer>
  /** The content from its beginning, each time anew. */
  chunks(progress: (fraction: number) => void): AsyncIterable<Uint8Array>
  /** All of the content lent in one piece, where it is small; not all that is small has it. */
  whole?: <T>(use: (content: Uint8Array) => T) => Promise<T>
  /** Any part of the content, for those that are a file on disk; less than `length` only at its end. `room` may be taken for it. */
  read?: (at: number, length: number, room?: Buffer) => Promise<Buffer>
  /** Paths of the files it was made of that are not needed any more; left out where that is all of them. */
  aside?: readonly string[]
  /** SHA-256 of the content where it is known without reading again. */
  digest?: () => Promise<string>
  /** For those that any thread may read. */
  lent?: Lent
}

type Given = 'subject' | 'name' | 'type' | 'facts' | 'chunks' | 'whole' | 'entryModifiedMs' | 'entryRights' | 'aside'

/** A file on its way: where its bytes come from, and what is done to them as they pass. Never changes; steps make new ones. */
export class FileValue {
  readonly origin: FileOrigin
  readonly #changes: readonly Change[]

  constructor(origin: FileOrigin, changes: readonly Change[] = []) {
    this.origin = origin
    this.#changes = changes
  }

  /** What a step has made, to be written as it comes. */
  static made({ extension, ...origin }: Pick<FileOrigin, Given> & { extension?: string }): FileValue {
    return new FileValue({
      ...origin,
      extension: extension ?? nameParts(origin.name).extension,
      head: (length) =>
        headOf(
          origin.chunks(() => {}),
          length,
        ),
    })
  }

  /** Its bytes are those of its origin. */
  get isUnchanged(): boolean {
    return this.#changes.length === 0
  }

  changed(change: Change): FileValue {
    return new FileValue(this.origin, [...this.#changes, change])
  }

  /** The same bytes known as something else. */
  known(as: Partial<Pick<FileOrigin, 'name' | 'type' | 'extension' | 'facts'>>): FileValue {
    return new FileValue({ ...this.origin, ...as }, this.#changes)
  }

  /** The first bytes of what it is by now, at most so many. */
  head(length: number): Promise<Buffer> {
    return this.isUnchanged
      ? this.origin.head(length)
      : headOf(
          this.chunks(() => {}),
          length,
        )
  }

  /** The file with all changes, read anew. `progress` hears what part has been read. */
  chunks(progress: (fraction: number) => void): AsyncIterable<Uint8Array> {
    return this.#changes.reduce<AsyncIterable<Uint8Array>>(
      (chunks, change) => change(chunks),
      this.origin.chunks(progress),
    )
  }
}

/** A file of the person's as it was opened. */
export function originOf(
  source: Source,
  {
    name,
    type,
    madeOf,
    rights,
    modifiedMs = source.modifiedMs,
  }: Pick<ReadContext, 'name' | 'type'> & Partial<ReadContext>,
): FileOrigin {
  return {
    subject: source.path,
    name: name || basename(source.path),
    type: type || 'application/octet-stream',
    extension: splitName(name ? posix.basename(name) : basename(source.path)).extension.slice(1),
    facts: {},
    modifiedMs,
    sizeBytes: source.sizeBytes,
    head: (length) => source.head(length),
    chunks: (progress) => counted(source, progress),
    read: (at, length, room) => source.read(at, length, room),
    digest: () => source.digest(),
    rights: () => rights ?? (madeOf === undefined ? source.rights() : rightsOf(madeOf)),
    // Another thread would ask the file itself.
    ...(source.lent && madeOf === undefined && { lent: source.lent }),
  }
}

/** Name and extension as `a/b.tar.gz` is split for people: `b` and `tar.gz`. */
export function nameParts(name: string): { folder: string; stem: string; extension: string } {
  const base = posix.basename(name)
  const folder = posix.dirname(name) === '.' ? '' : posix.dirname(name)
  const { stem, extension } = splitName(base)
  return { folder, stem, extension: extension.slice(1) }
}

async function headOf(chunks: AsyncIterable<Uint8Array>, length: number): Promise<Buffer> {
  const taken: Uint8Array[] = []
  let sizeBytes = 0
  for await (const chunk of chunks) {
    taken.push(chunk)
    sizeBytes += chunk.length
    if (sizeBytes >= length) break
  }
  return Buffer.concat(taken).subarray(0, length)
}

async function* counted(source: Source, progress: (fraction: number) => void): AsyncGenerator<Uint8Array> {
  let readBytes = 0
  for await (const chunk of source.chunks()) {
    yield chunk
    readBytes += chunk.length
    progress(readBytes / source.sizeBytes)
  }
}
