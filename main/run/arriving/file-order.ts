/** A file that has come, and its place among all that were announced, from 0. */
export interface Arrived {
  nth: number
  /** Absolute. */
  path: string
  sizeBytes: number
}

/**
 * Files in the order they were announced in, however they come: one is held back until those before it have come or were given up. What was given
 * up and comes all the same is handed out when it does. Pure.
 */
export class FileOrder {
  readonly files: number
  readonly #arrived = new Map<number, Arrived>()
  /** Given up for now. */
  #givenUp: ReadonlySet<number> = new Set()
  /** Passed over without a file. */
  readonly #missed = new Set<number>()
  /** Passed over, and there after all. */
  #late: string[] = []
  /** The first that was neither handed out nor passed over. */
  #next = 0
  #arrivedBytes = 0
  #isClosed = false

  /** `files`: how many were announced. */
  constructor(files: number) {
    this.files = files
  }

  get arrived(): number {
    return this.#arrived.size
  }

  get arrivedBytes(): number {
    return this.#arrivedBytes
  }

  /** Nothing is waited for any more: all have come and were handed out, or those that have not are done without. */
  get isOver(): boolean {
    return this.#isClosed || (this.#next === this.files && this.#missed.size + this.#late.length === 0)
  }

  /** Says whether that is news. */
  arrive(file: Arrived): boolean {
    const { nth, sizeBytes } = file
    if (nth >= this.files || this.#arrived.has(nth)) return false
    this.#arrived.set(nth, file)
    this.#arrivedBytes += sizeBytes
    if (this.#missed.delete(nth)) this.#late.push(file.path)
    return true
  }

  /** Those that cannot be waited for at present, all of them. */
  giveUp(nths: Iterable<number>): void {
    this.#givenUp = new Set(nths)
  }

  /** From now on nothing is held back: what has come is handed out, and the rest is done without. */
  close(): void {
    this.#isClosed = true
  }

  /** The next ones, at most `most`; none while the next in line is awaited. */
  take(most: number): string[] {
    const paths = this.#late.splice(0, most)
    for (; this.#next < this.files && paths.length < most; this.#next++) {
      const next = this.#arrived.get(this.#next)
      if (next) paths.push(next.path)
      else if (this.#isClosed || this.#givenUp.has(this.#next)) this.#missed.add(this.#next)
      else break
    }
    return paths
  }

  /** From the first one again. */
  rewind(): void {
    this.#next = 0
    this.#missed.clear()
    this.#late = []
  }
}
