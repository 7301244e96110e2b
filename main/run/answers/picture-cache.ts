import { mkdir, readdir, rename, rm, stat, utimes } from 'node:fs/promises'
import { join } from 'node:path'

interface Kept {
  bytes: number
  usedMs: number
}

interface CacheOptions {
  mostBytes: number
  /** What the names of pictures end with. */
  ending: string
}

/** Pictures on disk by a key, the least recently used removed when they take too much room. Anything else in the folder is removed at the start. */
export class PictureCache {
  readonly #folder: string
  readonly #mostBytes: number
  readonly #ending: string
  readonly #kept = new Map<string, Kept>()
  #bytes = 0

  private constructor(folder: string, { mostBytes, ending }: CacheOptions) {
    this.#folder = folder
    this.#mostBytes = mostBytes
    this.#ending = ending
  }

  /** Opens it at the first call, once: most starts show no picture. One that cannot be opened is tried again by the next call. */
  static whenNeeded(folder: string, options: CacheOptions): () => Promise<PictureCache> {
    let opened: Promise<PictureCache> | undefined
    return () => {
      opened ??= PictureCache.open(folder, options).catch((error: unknown) => {
        opened = undefined
        throw error
      })
      return opened
    }
  }

  static async open(folder: string, options: CacheOptions): Promise<PictureCache> {
    const cache = new PictureCache(folder, options)
    await mkdir(folder, { recursive: true, mode: 0o700 })
    const found = await Promise.all((await readdir(folder)).map((name) => cache.#look(name)))
    for (const { key, ...kept } of found.filter((one) => one !== null).sort((a, b) => a.usedMs - b.usedMs))
      cache.#add(key, kept)
    return cache
  }

  async #look(name: string): Promise<(Kept & { key: string }) | null> {
    const path = join(this.#folder, name)
    if (!name.endsWith(this.#ending)) await rm(path, { force: true, recursive: true })
    const found = await stat(path).catch(() => null)
    return found && { key: name.slice(0, -this.#ending.length), bytes: found.size, usedMs: found.mtimeMs }
  }

  /** As the most recently used one; in the place of an earlier picture under the same key. */
  #add(key: string, kept: Kept): void {
    this.#forget(key)
    this.#kept.set(key, kept)
    this.#bytes += kept.bytes
  }

  #forget(key: string): void {
    this.#bytes -= this.#kept.get(key)?.bytes ?? 0
    this.#kept.delete(key)
  }

  /** A name in the folder for one attempt; what is left of it is removed at the next start. */
  attempt(name: string): string {
    return join(this.#folder, name)
  }

  /** Path of a picture that is there, now the most recently used; null when it is not. */
  async find(key: string, { nowMs }: { nowMs: number }): Promise<string | null> {
    if (!this.#kept.has(key)) return null
    const path = join(this.#folder, key + this.#ending)
    const used = await utimes(path, nowMs / 1000, nowMs / 1000).catch(() => 'gone')
    const kept = this.#kept.get(key)
    if (used === 'gone') this.#forget(key)
    else if (kept) this.#add(key, { ...kept, usedMs: nowMs })
    return used === 'gone' ? null : path
  }

  /** Takes a finished picture over under its key; answers its path. */
  async keep(key: string, made: { path: string; bytes: number; nowMs: number }): Promise<string> {
    const path = join(this.#folder, key + this.#ending)
    await rename(made.path, path)
    this.#add(key, { bytes: made.bytes, usedMs: made.nowMs })
    for (const oldest of this.#kept.keys()) {
      if (this.#bytes <= this.#mostBytes || oldest === key) break
      this.#forget(oldest)
      await rm(join(this.#folder, oldest + this.#ending), { force: true })
    }
    return path
  }

  /** Of an attempt, be it a file or a folder. */
  async remove(path: string): Promise<void> {
    await rm(path, { force: true, recursive: true })
  }
}
