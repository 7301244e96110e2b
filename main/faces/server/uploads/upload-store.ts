import { setImmediate } from 'node:timers/promises'
import { type Arriving, appendTo } from './append.ts'
import { Senders } from './senders.ts'
import { type KeepingOptions, StoredUploads } from './stored-uploads.ts'
import { UploadBeginnings } from './upload-beginnings.ts'
import type { Upload, UploadRecord, UploadRequest } from './upload-record.ts'
import { UploadRoom } from './upload-room.ts'
import { WrongOffset } from './wrong-offset.ts'

/** Told in one go; a thousand hold others up for some five milliseconds. */
const describedMost = 1_000

export interface UploadStoreOptions extends KeepingOptions {
  quotaBytes: number
  filesMost?: number
}

/** Files on their way in and those that have arrived, under a quota. What has arrived survives a restart. */
export class UploadStore {
  readonly #stored: StoredUploads
  readonly #beginnings: UploadBeginnings
  readonly #senders = new Senders()

  private constructor(stored: StoredUploads, options: UploadStoreOptions) {
    const { index, folder } = stored
    const room = new UploadRoom({ ...options, index, folder })
    this.#stored = stored
    this.#beginnings = new UploadBeginnings({ stored, room, senders: this.#senders, clock: options.clock })
  }

  static async open(options: UploadStoreOptions): Promise<UploadStore> {
    return new UploadStore(await StoredUploads.open(options), options)
  }

  /** Where whole files lie, each drop in a folder of its own. */
  get files(): string {
    return this.#stored.folder.files
  }

  /** Begins an upload, or answers with what is already here. Faults: `name-refused`, `name-taken`, `too-large`, `disk-full`. */
  begin(request: UploadRequest): Promise<{ upload: Upload; isNew: boolean }> {
    return this.#beginnings.begin(request)
  }

  /**
   * Takes bytes in; what arrives before the stream breaks off is kept. A second sender takes over from the first. Raises `WrongOffset`
   * and the faults `file-missing` (no such upload), `too-large`, `disk-full`, `name-taken`.
   */
  async append(id: string, arriving: Arriving): Promise<Upload> {
    const stored = this.#stored
    const record = await this.#senders.takeOver(id, async (signal) => this.#write(stored.require(id), arriving, signal))
    return stored.describe(record)
  }

  async #write(record: UploadRecord, arriving: Arriving, signal: AbortSignal): Promise<UploadRecord> {
    const stored = this.#stored
    const upload = await stored.describe(record)
    if (record.whole || arriving.offset !== upload.offset) throw new WrongOffset(upload)
    const offset = await appendTo(stored.folder.partOf(record), arriving, { mostBytes: record.sizeBytes, signal })
    stored.touch(record)
    if (offset === record.sizeBytes) await stored.land(record)
    return record
  }

  async get(id: string): Promise<Upload> {
    return this.#stored.describe(this.#stored.require(id))
  }

  /** The folder of a drop, which is there from now on. */
  makeDrop(record: Pick<UploadRecord, 'drop'>): Promise<string> {
    return this.#stored.folder.makeDrop(record)
  }

  async inDrop(drop: string): Promise<{ uploads: Upload[]; folder: string }> {
    const uploads: Upload[] = []
    for await (const some of this.uploadsOf(drop)) for (const upload of some) uploads.push(upload)
    return { uploads, folder: this.folderOf(drop) }
  }

  /** Some at a time: between them everybody else has a turn, however many there are. */
  async *uploadsOf(drop: string): AsyncGenerator<Upload[]> {
    const records = this.#stored.index.inDrop(drop)
    for (let at = 0; at < records.length; at += describedMost) {
      yield await Promise.all(records.slice(at, at + describedMost).map((record) => this.#stored.describe(record)))
      await setImmediate()
    }
  }

  folderOf(drop: string): string {
    return this.#stored.folder.dropOf({ drop })
  }

  async remove(id: string): Promise<void> {
    await this.#senders.stop(id)
    await this.#stored.drop(this.#stored.require(id))
  }

  /** Parts nobody has sent to for a day go, and drops nobody has touched for too long; not those that `isNeeded`. */
  async expire(isNeeded: (dropFolder: string) => boolean): Promise<void> {
    for (const drop of this.#stored.index.drops()) {
      if (isNeeded(this.folderOf(drop))) continue
      for (const record of this.#stored.oldIn(drop)) if (!this.#senders.has(record.id)) await this.#stored.drop(record)
    }
  }
}
