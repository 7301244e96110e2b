import { randomUUID } from 'node:crypto'
import { setImmediate } from 'node:timers/promises'
import { Fault } from '../../../../contract/fault.ts'
import { largest } from '../../../../contract/largest.ts'
import type { Clock } from '../../../async/clock.ts'
import { OneByOne } from '../../../async/one-by-one.ts'
import { type Arriving, appendTo } from './append.ts'
import { Senders } from './senders.ts'
import { UploadFolder } from './upload-folder.ts'
import { UploadIndex } from './upload-index.ts'
import { UploadRoom } from './upload-room.ts'
import { safeNames, type Upload, type UploadRecord, type UploadRequest } from './upload-record.ts'

const partKeepMs = 86_400_000
/** Told in one go; a thousand hold others up for some five milliseconds. */
const describedMost = 1_000

export interface UploadStoreOptions {
  folder: string
  quotaBytes: number
  /** How long whole files are kept. */
  keepMs: number
  filesMost?: number
  clock: Clock
}

/** The upload does not go on where the sender thought. */
export class WrongOffset extends Error {
  readonly upload: Upload

  constructor(upload: Upload) {
    super('The upload goes on elsewhere.')
    this.upload = upload
  }
}

/** Files on their way in and those that have arrived, under a quota. What has arrived survives a restart. */
export class UploadStore {
  readonly #folder: UploadFolder
  readonly #options: UploadStoreOptions
  readonly #index = new UploadIndex()
  readonly #room: UploadRoom
  readonly #senders = new Senders()
  /** Uploads begin one after the other, so that none is begun twice and the quota holds. */
  readonly #beginnings = new OneByOne()

  private constructor(folder: UploadFolder, options: UploadStoreOptions) {
    this.#folder = folder
    this.#options = options
    this.#room = new UploadRoom({ ...options, index: this.#index, folder })
  }

  static async open(options: UploadStoreOptions): Promise<UploadStore> {
    const folder = await UploadFolder.open(options.folder)
    const store = new UploadStore(folder, options)
    for (const record of await folder.read()) store.#index.add(record)
    return store
  }

  /** Where whole files lie, each drop in a folder of its own. */
  get files(): string {
    return this.#folder.files
  }

  /** Begins an upload, or answers with what is already here. Faults: `name-refused`, `name-taken`, `too-large`, `disk-full`. */
  begin(request: UploadRequest): Promise<{ upload: Upload; isNew: boolean }> {
    return this.#beginnings.run(() => this.#begin(request))
  }

  async #begin(request: UploadRequest): Promise<{ upload: Upload; isNew: boolean }> {
    safeNames(request.path)
    const placed = this.#index.at(request)
    if (placed && (placed.key !== request.key || placed.sizeBytes !== request.sizeBytes))
      throw new Fault('name-taken', { subject: request.path, why: 'Another file of this drop has its name.' })
    if (placed && placed.nth !== request.nth) await this.#folder.write(Object.assign(placed, { nth: request.nth }))
    const like = placed ?? this.#index.like(request)
    if (like && !like.whole)
      await this.#room.requireDisk(request.path, like.sizeBytes - (await this.#folder.offsetOf(like)))
    const known = placed ?? (like && (await this.#again(like, request)))
    return { upload: await this.#describe(known ?? (await this.#new(request))), isNew: !known }
  }

  /** A whole file is linked to its second place, an unfinished one of another drop goes on there; null where that cannot be. */
  async #again(like: UploadRecord, { drop, path, modifiedMs, nth }: UploadRequest): Promise<UploadRecord | null> {
    // Two files of one drop are two, whatever is in them: the first would never arrive if the second took what has come of it.
    if (!like.whole && like.drop === drop) return null
    // Whoever sends it may just have sent the last of it: it is whole then.
    if (!like.whole) await this.#senders.stop(like.id)
    if (this.#index.get(like.id) !== like) return null
    if (like.whole) this.#room.requirePlace(path)
    const record = { ...like, drop, path, modifiedMs, nth, touchedMs: this.#options.clock.nowMs() }
    if (like.whole) record.id = randomUUID()
    if (like.whole && !(await this.#folder.link(like, record))) return null
    if (!like.whole) this.#index.remove(like)
    this.#index.add(record)
    await this.#folder.write(record)
    return record
  }

  async #new(request: UploadRequest): Promise<UploadRecord> {
    await this.#room.require(request)
    const record = { ...request, id: randomUUID(), whole: false, touchedMs: this.#options.clock.nowMs() }
    this.#index.add(record)
    try {
      await this.#folder.begin(record)
      if (record.sizeBytes === 0) await this.#land(record)
      return record
    } catch (error) {
      await this.#drop(record)
      throw error
    }
  }

  /**
   * Takes bytes in; what arrives before the stream breaks off is kept. A second sender takes over from the first. Raises `WrongOffset`
   * and the faults `file-missing` (no such upload), `too-large`, `disk-full`, `name-taken`.
   */
  async append(id: string, arriving: Arriving): Promise<Upload> {
    const record = await this.#senders.takeOver(id, async (signal) => this.#write(this.#require(id), arriving, signal))
    return this.#describe(record)
  }

  async #write(record: UploadRecord, arriving: Arriving, signal: AbortSignal): Promise<UploadRecord> {
    const upload = await this.#describe(record)
    if (record.whole || arriving.offset !== upload.offset) throw new WrongOffset(upload)
    const offset = await appendTo(this.#folder.partOf(record), arriving, { mostBytes: record.sizeBytes, signal })
    record.touchedMs = this.#options.clock.nowMs()
    if (offset === record.sizeBytes) await this.#land(record)
    return record
  }

  async #land(record: UploadRecord): Promise<void> {
    await this.#folder.land(record)
    record.whole = true
    await this.#folder.write(record)
  }

  async get(id: string): Promise<Upload> {
    return this.#describe(this.#require(id))
  }

  /** The folder of a drop, which is there from now on. */
  makeDrop(record: Pick<UploadRecord, 'drop'>): Promise<string> {
    return this.#folder.makeDrop(record)
  }

  async inDrop(drop: string): Promise<{ uploads: Upload[]; folder: string }> {
    const uploads: Upload[] = []
    for await (const some of this.uploadsOf(drop)) for (const upload of some) uploads.push(upload)
    return { uploads, folder: this.folderOf(drop) }
  }

  /** Some at a time: between them everybody else has a turn, however many there are. */
  async *uploadsOf(drop: string): AsyncGenerator<Upload[]> {
    const records = this.#index.inDrop(drop)
    for (let at = 0; at < records.length; at += describedMost) {
      yield await Promise.all(records.slice(at, at + describedMost).map((record) => this.#describe(record)))
      await setImmediate()
    }
  }

  folderOf(drop: string): string {
    return this.#folder.dropOf({ drop })
  }

  async remove(id: string): Promise<void> {
    await this.#senders.stop(id)
    await this.#drop(this.#require(id))
  }

  /** Parts nobody has sent to for a day go, and drops nobody has touched for too long; not those that `isNeeded`. */
  async expire(isNeeded: (dropFolder: string) => boolean): Promise<void> {
    const nowMs = this.#options.clock.nowMs()
    for (const drop of this.#index.drops()) {
      if (isNeeded(this.folderOf(drop))) continue
      const records = this.#index.inDrop(drop)
      const touchedMs = largest(records.map((record) => record.touchedMs))
      const isOld = ({ whole, ...part }: UploadRecord) =>
        whole ? nowMs - touchedMs > this.#options.keepMs : nowMs - part.touchedMs > partKeepMs
      for (const record of records.filter(isOld)) if (!this.#senders.has(record.id)) await this.#drop(record)
    }
  }

  async #drop(record: UploadRecord): Promise<void> {
    this.#index.remove(record)
    await this.#folder.remove(record)
  }

  #require(id: string): UploadRecord {
    const record = this.#index.get(id)
    if (!record) throw new Fault('file-missing', { subject: `upload ${id}` })
    return record
  }

  async #describe(record: UploadRecord): Promise<Upload> {
    const { id, drop, path, sizeBytes, nth, whole, touchedMs } = record
    return {
      id,
      drop,
      path,
      sizeBytes,
      nth,
      offset: whole ? sizeBytes : await this.#folder.offsetOf(record),
      file: whole ? this.#folder.fileOf(record) : null,
      expiresMs: touchedMs + (whole ? this.#options.keepMs : partKeepMs),
    }
  }
}
