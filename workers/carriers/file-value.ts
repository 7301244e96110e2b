import type { SourceFile } from '../source-file.ts'

/** Makes other chunks of a file's chunks, in order, holding on to no more than it must. */
export type Change = (chunks: AsyncIterable<Uint8Array>) => AsyncIterable<Uint8Array>

interface FileState {
  source: SourceFile
  /** Media type. */
  type: string
  changes: readonly Change[]
}

/** A file on its way: where it is read from, and what is done to its bytes as they pass. Never changes; steps make new ones. */
export class FileValue {
  readonly #state: FileState

  constructor(state: FileState) {
    this.#state = state
  }

  get source(): SourceFile {
    return this.#state.source
  }

  get type(): string {
    return this.#state.type
  }

  changed(change: Change): FileValue {
    return new FileValue({ ...this.#state, changes: [...this.#state.changes, change] })
  }

  /** The file with all changes, read anew. `progress` hears what part has been read. */
  chunks(progress: (fraction: number) => void): AsyncIterable<Uint8Array> {
    const { source, changes } = this.#state
    return changes.reduce<AsyncIterable<Uint8Array>>((chunks, change) => change(chunks), counted(source, progress))
  }
}

async function* counted(source: SourceFile, progress: (fraction: number) => void): AsyncGenerator<Uint8Array> {
  let readBytes = 0
  for await (const chunk of source.chunks()) {
    yield chunk
    readBytes += chunk.length
    progress(readBytes / source.sizeBytes)
  }
}
