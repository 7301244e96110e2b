import type { WatchRules } from '../../../contract/watch-rules.ts'
import type { Sighting } from '../../io/looking/survey.ts'
import type { Hold } from './messages.ts'
import { inOrder } from './in-order.ts'

export interface ReadyFile {
  file: Sighting
  /** First seen; monotonic. */
  sinceMs: number
  /** Found to be whole; monotonic. */
  wholeMs: number
}

/** Whole files that wait to be taken: for their turn, for the hour, or because the watch is paused. */
export class ReadyFiles {
  readonly #order: WatchRules['order']
  readonly #files = new Map<string, ReadyFile>()
  #credit = 0
  /** What was whole by then does not wait for the hours; monotonic. */
  #releasedMs = Number.NEGATIVE_INFINITY
  held: Hold | null = 'paused'

  constructor(order: WatchRules['order']) {
    this.#order = order
  }

  get size(): number {
    return this.#files.size
  }

  get(path: string): ReadyFile | undefined {
    return this.#files.get(path)
  }

  add(ready: ReadyFile): void {
    this.#files.set(ready.file.path, ready)
  }

  forget(path: string): void {
    this.#files.delete(path)
  }

  clear(): void {
    this.#files.clear()
  }

  /** So many more files may be taken. */
  addCredit(files: number): void {
    this.#credit += files
  }

  /** Those that are whole by now do not wait for the hours. */
  release(nowMs: number): void {
    this.#releasedMs = nowMs
  }

  /** Why this one may not be taken; null when it is only not its turn. */
  whyHeld({ wholeMs }: ReadyFile): Hold | null {
    return this.held === 'out-of-hours' && wholeMs <= this.#releasedMs ? null : this.held
  }

  /** Those that may be taken now, in order; they leave. */
  take(): ReadyFile[] {
    if (this.held === 'paused' || this.#credit <= 0 || this.#files.size === 0) return []
    const free = this.list().filter((ready) => this.whyHeld(ready) === null)
    const files = inOrder(
      free.map(({ file }) => file),
      this.#order,
    ).slice(0, this.#credit)
    const taken = files.flatMap(({ path }) => this.#files.get(path) ?? [])
    for (const { path } of files) this.#files.delete(path)
    this.#credit -= taken.length
    return taken
  }

  list(): ReadyFile[] {
    return [...this.#files.values()]
  }
}
