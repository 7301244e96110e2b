import { randomUUID } from 'node:crypto'
import * as fs from 'node:fs/promises'
import { join } from 'node:path'
import type { z } from 'zod'
import { FolderFlushes } from './folder-flushes.ts'

const ending = '.json'

/**
 * Records in a folder that is there, each in a file of its own: written beside, flushed and renamed, so that it is whole or not there, also after a power
 * cut. What is asked for about one record is done in turn.
 */
export class RecordFiles<T> {
  readonly #folder: string
  readonly #shape: z.ZodType<T>
  readonly #flushes = new FolderFlushes()
  /** Of each record that is being written or removed, the last that was asked for. */
  readonly #last = new Map<string, Promise<void>>()

  constructor(folder: string, shape: z.ZodType<T>) {
    this.#folder = folder
    this.#shape = shape
  }

  /** Of all records there are; what a write had left behind is removed. */
  async ids(): Promise<string[]> {
    const names = await fs.readdir(this.#folder)
    for (const name of names) if (!name.endsWith(ending)) await fs.rm(join(this.#folder, name), { force: true })
    return names.filter((name) => name.endsWith(ending)).map((name) => name.slice(0, -ending.length))
  }

  /** Null where it is torn, or of another shape. */
  async read(id: string): Promise<T | null> {
    try {
      return this.#shape.parse(JSON.parse(await fs.readFile(this.#pathOf(id), 'utf8')))
    } catch {
      return null
    }
  }

  /** Comes back when a power cut takes nothing of it any more. */
  async write(id: string, record: T): Promise<void> {
    const text = JSON.stringify(record)
    await this.#inTurn(id, () => this.#replace(this.#pathOf(id), text))
    await this.#flushes.flush(this.#folder, { top: this.#folder })
  }

  async remove(id: string): Promise<void> {
    await this.#inTurn(id, () => fs.rm(this.#pathOf(id), { force: true }))
  }

  async #replace(path: string, text: string): Promise<void> {
    const attempt = `${path}.${randomUUID()}.new`
    try {
      await fs.writeFile(attempt, text, { mode: 0o600, flag: 'wx', flush: true })
      await fs.rename(attempt, path)
    } catch (error) {
      await fs.rm(attempt, { force: true })
      throw error
    }
  }

  async #inTurn(id: string, act: () => Promise<void>): Promise<void> {
    const done = this.#last.get(id)?.then(act, act) ?? act()
    this.#last.set(id, done)
    try {
      await done
    } finally {
      if (this.#last.get(id) === done) this.#last.delete(id)
    }
  }

  #pathOf(id: string): string {
    return join(this.#folder, id + ending)
  }
}
