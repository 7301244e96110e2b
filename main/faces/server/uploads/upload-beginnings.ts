import { randomUUID } from 'node:crypto'
import { Fault } from '../../../../contract/fault.ts'
import type { Clock } from '../../../async/clock.ts'
import { OneByOne } from '../../../async/one-by-one.ts'
import type { Senders } from './senders.ts'
import type { StoredUploads } from './stored-uploads.ts'
import { safeNames, type Upload, type UploadRecord, type UploadRequest } from './upload-record.ts'
import type { UploadRoom } from './upload-room.ts'

interface BeginningParts {
  stored: StoredUploads
  room: UploadRoom
  senders: Senders
  clock: Clock
}

/** How uploads begin: one after the other, so that none is begun twice and the quota holds. What is already here is not sent again. */
export class UploadBeginnings {
  readonly #parts: BeginningParts
  readonly #turns = new OneByOne()

  constructor(parts: BeginningParts) {
    this.#parts = parts
  }

  /** Begins one, or answers with what is already here. Faults: `name-refused`, `name-taken`, `too-large`, `disk-full`. */
  begin(request: UploadRequest): Promise<{ upload: Upload; isNew: boolean }> {
    return this.#turns.run(() => this.#begin(request))
  }

  async #begin(request: UploadRequest): Promise<{ upload: Upload; isNew: boolean }> {
    const { stored } = this.#parts
    safeNames(request.path)
    const placed = stored.index.at(request)
    if (placed) await this.#meetAgain(placed, request)
    const like = placed ?? stored.index.like(request)
    if (like && !like.whole) await this.#requireRest(like, request)
    const known = placed ?? (like && (await this.#again(like, request)))
    return { upload: await stored.describe(known ?? (await this.#new(request))), isNew: !known }
  }

  /** The file at this place goes by the number it is sent under. Fault `name-taken` where it is another one. */
  async #meetAgain(placed: UploadRecord, { path, key, sizeBytes, nth }: UploadRequest): Promise<void> {
    if (placed.key !== key || placed.sizeBytes !== sizeBytes)
      throw new Fault('name-taken', { subject: path, why: 'Another file of this drop has its name.' })
    if (placed.nth !== nth) await this.#parts.stored.folder.write(Object.assign(placed, { nth }))
  }

  /** That the disk has room for what has not arrived of it. */
  async #requireRest(like: UploadRecord, { path }: UploadRequest): Promise<void> {
    const { stored, room } = this.#parts
    await room.requireDisk(path, like.sizeBytes - (await stored.folder.offsetOf(like)))
  }

  /** A whole file is linked to its second place, an unfinished one of another drop goes on there; null where that cannot be. */
  async #again(like: UploadRecord, { drop, path, modifiedMs, nth }: UploadRequest): Promise<UploadRecord | null> {
    const { stored, room, senders, clock } = this.#parts
    const { index, folder } = stored
    // Two files of one drop are two, whatever is in them: the first would never arrive if the second took what has come of it.
    if (!like.whole && like.drop === drop) return null
    // Whoever sends it may just have sent the last of it: it is whole then.
    if (!like.whole) await senders.stop(like.id)
    if (index.get(like.id) !== like) return null
    if (like.whole) room.requirePlace(path)
    const record = { ...like, drop, path, modifiedMs, nth, touchedMs: clock.nowMs() }
    if (like.whole) record.id = randomUUID()
    if (like.whole && !(await folder.link(like, record))) return null
    if (!like.whole) index.remove(like)
    index.add(record)
    await folder.write(record)
    return record
  }

  async #new(request: UploadRequest): Promise<UploadRecord> {
    const { stored, room, clock } = this.#parts
    await room.require(request)
    const record = { ...request, id: randomUUID(), whole: false, touchedMs: clock.nowMs() }
    stored.index.add(record)
    try {
      await stored.folder.begin(record)
      if (record.sizeBytes === 0) await stored.land(record)
      return record
    } catch (error) {
      await stored.drop(record)
      throw error
    }
  }
}
