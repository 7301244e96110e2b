import { Fault } from '../../../../contract/fault.ts'
import { sizeText } from '../../../../contract/size-text.ts'
import type { UploadFolder } from './upload-folder.ts'
import type { UploadIndex } from './upload-index.ts'
import type { UploadRequest } from './upload-record.ts'

/** Each costs about a kilobyte of memory. */
const uploadsMost = 200_000
/** Stays free on the disk of the state folder, for the journal. */
const reserveBytes = 512 * 2 ** 20

export interface UploadRoomParts {
  index: UploadIndex
  folder: UploadFolder
  quotaBytes: number
  filesMost?: number | undefined
}

/** How many files may be uploaded, and how large all of them. */
export class UploadRoom {
  readonly #parts: UploadRoomParts

  constructor(parts: UploadRoomParts) {
    this.#parts = parts
  }

  /** Raises `disk-full` where there are as many files as there may be. A link to a file that is here takes no bytes, and counts as a file all the same. */
  requirePlace(path: string): void {
    const { index, filesMost = uploadsMost } = this.#parts
    if (index.count >= filesMost) throw noRoom(path)
  }

  /** Raises `too-large` for what has never room, and `disk-full` for what has none now. */
  async require({ path, sizeBytes }: Pick<UploadRequest, 'path' | 'sizeBytes'>): Promise<void> {
    const { index, quotaBytes } = this.#parts
    if (sizeBytes > quotaBytes)
      throw new Fault('too-large', {
        subject: path,
        why: `All uploads may have ${sizeText(quotaBytes)} (server.uploadsMb).`,
      })
    if (index.promisedBytes + sizeBytes > quotaBytes) throw noRoom(path)
    this.requirePlace(path)
    await this.requireDisk(path, sizeBytes)
  }

  /** Raises `disk-full` where so many bytes would not leave the journal its room. */
  async requireDisk(path: string, bytes: number): Promise<void> {
    if ((await this.#parts.folder.freeBytes()) < bytes + reserveBytes) throw new Fault('disk-full', { subject: path })
  }
}

function noRoom(path: string): Fault {
  return new Fault('disk-full', { subject: path, why: 'The room for uploads is used up (server.uploadsMb).' })
}
