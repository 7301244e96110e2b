const chunkMost = 256

/** What threads give out a chunk at a time, each under the number it was opened with. */
export class InChunks<T> {
  readonly #open = new Map<number, Iterator<T>>()

  open(id: number, source: Iterator<T>): void {
    this.#open.set(id, source)
  }

  /** What comes next, in order; nothing once it has ended, or was closed. */
  next(id: number): T[] {
    const source = this.#open.get(id) ?? [].values()
    const chunk: T[] = []
    // Taken by hand: leaving a `for` loop, or `take`, would end the source.
    for (let next = source.next(); !next.done; next = source.next()) {
      chunk.push(next.value)
      if (chunk.length === chunkMost) break
    }
    return chunk
  }

  close(id: number): void {
    this.#open.delete(id)
  }
}
