import { type FSWatcher, watch } from 'node:fs'
import { lookAt } from '../../io/looking/survey.ts'
import { child, toFs } from '../../io/paths.ts'

/** Whom the system’s words of a folder are for. */
interface Ears {
  dirty(path: string): void
  error(error: unknown): void
}

/** Folders whose names are no Unicode, which have to be watched by their bytes, one by one. */
export class ByteFolders implements Disposable {
  readonly #ears: Ears
  readonly #watchers = new Map<string, FSWatcher>()

  constructor(ears: Ears) {
    this.#ears = ears
  }

  /** Tells of it from here on, until it is gone; also that it cannot, but never before this has returned. */
  add(path: string): void {
    if (this.#watchers.has(path)) return
    try {
      const watcher = watch(toFs(path), { persistent: false }, (_, name) => this.#hear(path, name))
      this.#watchers.set(path, watcher)
      watcher.on('error', (error) => this.#ears.error(error))
    } catch (error) {
      // Later: whoever asks for the first folder does not hold these ears yet.
      queueMicrotask(() => this.#ears.error(error))
    }
  }

  [Symbol.dispose](): void {
    for (const watcher of this.#watchers.values()) watcher.close()
    this.#watchers.clear()
  }

  #hear(path: string, name: string | null): void {
    if (lookAt(path, { followLinks: true }) !== 'folder') this.#drop(path)
    const isPlain = name !== null && name !== '' && !name.includes('\ufffd')
    this.#ears.dirty(isPlain ? child(path, name) : path)
  }

  #drop(path: string): void {
    this.#watchers.get(path)?.close()
    this.#watchers.delete(path)
  }
}
