import { ByteReader } from './byte-reader.ts'

/** Parts of what can only be read from its beginning: one reading goes on from part to part, and begins anew for a part that lies before it. */
export class InOrderReading {
  readonly #chunks: () => AsyncIterable<Uint8Array>
  #reader: ByteReader | undefined

  /** `chunks` gives the whole content, each time anew. */
  constructor(chunks: () => AsyncIterable<Uint8Array>) {
    this.#chunks = chunks
  }

  /** So many bytes from a place on; fewer only where the content ends. */
  async *part(at: number, length: number): AsyncGenerator<Uint8Array> {
    if (length === 0) return
    const reader = await this.#readerAt(at)
    for (let left = length; left > 0; ) {
      const chunk = await reader.some(left)
      if (!chunk) return
      left -= chunk.length
      yield chunk
    }
  }

  async #readerAt(at: number): Promise<ByteReader> {
    if (this.#reader && this.#reader.at > at) {
      await this.#reader[Symbol.asyncDispose]()
      this.#reader = undefined
    }
    this.#reader ??= new ByteReader(this.#chunks())
    await this.#reader.skip(at - this.#reader.at)
    return this.#reader
  }
}
