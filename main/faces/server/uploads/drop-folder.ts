import { mkdir } from 'node:fs/promises'
import { type DropRecord, dropRecord } from './drop-record.ts'
import { RecordFiles } from './record-files.ts'

/** The records of drops on disk. */
export class DropFolder {
  readonly #records: RecordFiles<DropRecord>

  private constructor(folder: string) {
    this.#records = new RecordFiles(folder, dropRecord)
  }

  static async open(folder: string): Promise<DropFolder> {
    await mkdir(folder, { recursive: true, mode: 0o700 })
    return new DropFolder(folder)
  }

  /** Those that are whole; what is torn is removed, and so is what nobody has used since. */
  async read({ sinceMs }: { sinceMs: number }): Promise<DropRecord[]> {
    const records: DropRecord[] = []
    for (const id of await this.#records.ids()) {
      const record = await this.#records.read(id)
      if (record && record.touchedMs >= sinceMs) records.push(record)
      else await this.#records.remove(id)
    }
    return records
  }

  async write(record: DropRecord): Promise<void> {
    await this.#records.write(record.drop, record)
  }

  async remove({ drop }: DropRecord): Promise<void> {
    await this.#records.remove(drop)
  }
}
