import type { WatchRules } from '../../../contract/watch-rules.ts'
import type { Sighting } from '../../io/survey.ts'
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

  /** Those that may be taken now, in order; they leave. */
  take(): ReadyFile[] {
    if (this.held !== null || this.#credit <= 0 || this.#files.size === 0) return []
    const files = inOrder(
      Array.from(this.#files.values(), ({ file }) => file),
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
