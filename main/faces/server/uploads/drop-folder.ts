import * as fs from 'node:fs/promises'
import { join } from 'node:path'
import { type DropRecord, dropRecord } from './drop-record.ts'

/** The records of drops on disk, one file each. */
export class DropFolder {
  readonly #folder: string

  private constructor(folder: string) {
    this.#folder = folder
  }

  static async open(folder: string): Promise<DropFolder> {
    await fs.mkdir(folder, { recursive: true, mode: 0o700 })
    return new DropFolder(folder)
  }

  /** Those that are whole; what is torn is removed, and so is what nobody has used since. */
  async read({ sinceMs }: { sinceMs: number }): Promise<DropRecord[]> {
    const records: DropRecord[] = []
    for (const name of await fs.readdir(this.#folder)) {
      const path = join(this.#folder, name)
      const record = parsed(await fs.readFile(path, 'utf8').catch(() => ''))
      if (record && record.touchedMs >= sinceMs) records.push(record)
      else await fs.rm(path, { force: true })
    }
    return records
  }

  /** Written beside and renamed, so that a record is whole or not there. */
  async write(record: DropRecord): Promise<void> {
    const path = this.#pathOf(record)
    await fs.writeFile(`${path}.new`, JSON.stringify(record), { mode: 0o600 })
    await fs.rename(`${path}.new`, path)
  }

  async remove(record: DropRecord): Promise<void> {
    await fs.rm(this.#pathOf(record), { force: true })
  }

  #pathOf({ drop }: DropRecord): string {
    return join(this.#folder, `${drop}.json`)
  }
}

function parsed(text: string): DropRecord | null {
  try {
    return dropRecord.parse(JSON.parse(text))
  } catch {
    return null
  }
}
