import * as fs from 'node:fs/promises'
import { join } from 'node:path'
import type { z } from 'zod'

const ending = '.json'

/** Records in a folder that is there, each in a file of its own: written beside and renamed, so that it is whole or not there. */
export class RecordFiles<T> {
  readonly #folder: string
  readonly #shape: z.ZodType<T>

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

  async write(id: string, record: T): Promise<void> {
    const path = this.#pathOf(id)
    await fs.writeFile(`${path}.new`, JSON.stringify(record), { mode: 0o600 })
    await fs.rename(`${path}.new`, path)
  }

  async remove(id: string): Promise<void> {
    await fs.rm(this.#pathOf(id), { force: true })
  }

  #pathOf(id: string): string {
    return join(this.#folder, id + ending)
  }
}
