import { Fault } from '../../../../contract/fault.ts'
import { largest } from '../../../../contract/largest.ts'
import type { Clock } from '../../../async/clock.ts'
import { UploadFolder } from './upload-folder.ts'
import { UploadIndex } from './upload-index.ts'
import type { Upload, UploadRecord } from './upload-record.ts'

/** How long a part is kept that nobody sends to. */
const partKeepMs = 86_400_000

export interface KeepingOptions {
  folder: string
  /** How long whole files are kept. */
  keepMs: number
  clock: Clock
}

/** Uploads that are here or on their way: what is known of each, and its bytes, in step. */
export class StoredUploads {
  readonly index = new UploadIndex()
  readonly folder: UploadFolder
  readonly #options: KeepingOptions

  private constructor(folder: UploadFolder, options: KeepingOptions) {
    this.folder = folder
    this.#options = options
  }

  /** With all that an earlier life has left. */
  static async open(options: KeepingOptions): Promise<StoredUploads> {
    const folder = await UploadFolder.open(options.folder)
    const stored = new StoredUploads(folder, options)
    for (const record of await folder.read()) stored.index.add(record)
    return stored
  }

  /** Fault `file-missing`. */
  require(id: string): UploadRecord {
    const record = this.index.get(id)
    if (!record) throw new Fault('file-missing', { subject: `upload ${id}` })
    return record
  }

  /** Everything of it has arrived. Fault `name-taken`. */
  async land(record: UploadRecord): Promise<void> {
    await this.folder.land(record)
    record.whole = true
    await this.folder.write(record)
  }

  /** Somebody sends it: how long it is kept counts from now. */
  touch(record: UploadRecord): void {
    record.touchedMs = this.#options.clock.nowMs()
  }

  async drop(record: UploadRecord): Promise<void> {
    this.index.remove(record)
    await this.folder.remove(record)
  }

  /** Of a drop: parts nobody has sent to for a day, and whole files where nobody has touched any of it for too long. */
  oldIn(drop: string): UploadRecord[] {
    const nowMs = this.#options.clock.nowMs()
    const records = this.index.inDrop(drop)
    const touchedMs = largest(records.map((record) => record.touchedMs))
    return records.filter(({ whole, ...part }) =>
      whole ? nowMs - touchedMs > this.#options.keepMs : nowMs - part.touchedMs > partKeepMs,
    )
  }

  async describe(record: UploadRecord): Promise<Upload> {
    const { id, drop, path, sizeBytes, nth, whole, touchedMs } = record
    return {
      id,
      drop,
      path,
      sizeBytes,
      nth,
      offset: whole ? sizeBytes : await this.folder.offsetOf(record),
      file: whole ? this.folder.fileOf(record) : null,
      expiresMs: touchedMs + (whole ? this.#options.keepMs : partKeepMs),
    }
  }
}
