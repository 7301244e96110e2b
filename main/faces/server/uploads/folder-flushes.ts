import { dirname } from 'node:path'
import { remembered } from '../../../async/remembered.ts'
import { flushFolderSoon } from '../../../io/flushing/flush.ts'

/** Puts names on the disk itself. Many that come into one folder at a time share what that takes. */
export class FolderFlushes {
  /** Have not begun: what is there by now is flushed by them. */
  readonly #waiting = new Map<string, Promise<void>>()
  readonly #running = new Map<string, Promise<void>>()
  /** Folders whose own names are on the disk. */
  readonly #lasting = new Map<string, Promise<void>>()

  /** All names in a folder, and those of the folders above it up to `top`. */
  async flush(folder: string, { top }: { top: string }): Promise<void> {
    for (let at = folder; at !== top && at.startsWith(top); at = dirname(at))
      await remembered(this.#lasting, at, () => this.#flushNames(dirname(at)))
    await this.#flushNames(folder)
  }

  /** A folder that was removed may be made again. */
  forget(folder: string): void {
    this.#lasting.delete(folder)
  }

  #flushNames(folder: string): Promise<void> {
    const waiting = this.#waiting.get(folder)
    if (waiting) return waiting
    const before = this.#running.get(folder)?.catch(() => {}) ?? Promise.resolve()
    const next = before.then(() => this.#run(folder))
    this.#waiting.set(folder, next)
    return next
  }

  #run(folder: string): Promise<void> {
    this.#waiting.delete(folder)
    const running = flushFolderSoon(folder).finally(() => {
      if (this.#running.get(folder) === running) this.#running.delete(folder)
    })
    this.#running.set(folder, running)
    return running
  }
}
