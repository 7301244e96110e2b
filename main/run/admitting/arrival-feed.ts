import { BoundedQueue } from '../../async/bounded-queue.ts'
import type { WalkEntry } from '../../io/looking/walk.ts'

const chunksAhead = 2

/** Files that come in over time, for a batch that stays open for them. Closing it lets the batch end once all of them have. */
export class ArrivalFeed {
  readonly #queue = new BoundedQueue<WalkEntry[]>({ capacity: chunksAhead })
  readonly #onSettled: (path: string) => void
  #isClosed = false

  /** `onSettled` is told of every file put in that has come to its end, whatever that was. */
  constructor(onSettled: (path: string) => void) {
    this.#onSettled = onSettled
  }

  /** Waits while the batch has enough to do. @throws `ClosedError` once the feed is closed */
  put(entries: WalkEntry[], options: { signal: AbortSignal }): Promise<void> {
    return this.#queue.put(entries, options)
  }

  items(options: { signal: AbortSignal }): AsyncIterable<WalkEntry[]> {
    return this.#queue.items(options)
  }

  /** Makes the batch look up although no file has come. When none will come any more it does so by itself. */
  nudge(): void {
    if (!this.#isClosed) this.#queue.tryPut([])
  }

  settled(path: string): void {
    this.#onSettled(path)
  }

  close(): void {
    this.#isClosed = true
    this.#queue.close()
  }

  /** Nothing can come any more: the batch fails with the error, instead of ending as if all had come. */
  fail(error: unknown): void {
    this.#isClosed = true
    this.#queue.fail(error)
  }
}
