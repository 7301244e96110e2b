import * as fs from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { ioFault } from '../../../io/errno.ts'
import { FolderFlushes } from './folder-flushes.ts'
import { RecordFiles } from './record-files.ts'
import { safeNames, type UploadRecord, uploadRecord } from './upload-record.ts'

const readAtOnce = 64

/** Uploads on disk: `parts` are on their way, `files` are whole, in the layout of their drop; `records` says what is what. */
export class UploadFolder {
  readonly files: string
  readonly #parts: string
  readonly #records: RecordFiles<UploadRecord>
  readonly #flushes = new FolderFlushes()

  private constructor(folder: string) {
    this.files = join(folder, 'files')
    this.#parts = join(folder, 'parts')
    this.#records = new RecordFiles(recordsIn(folder), uploadRecord)
  }

  static async open(folder: string): Promise<UploadFolder> {
    const opened = new UploadFolder(folder)
    for (const path of [opened.files, opened.#parts, recordsIn(folder)]) await makeFolder(path)
    return opened
  }

  partOf({ id }: Pick<UploadRecord, 'id'>): string {
    return join(this.#parts, id)
  }

  dropOf({ drop }: Pick<UploadRecord, 'drop'>): string {
    return join(this.files, drop)
  }

  fileOf(record: Pick<UploadRecord, 'drop' | 'path'>): string {
    return join(this.dropOf(record), ...safeNames(record.path))
  }

  async makeDrop(record: Pick<UploadRecord, 'drop'>): Promise<string> {
    const folder = this.dropOf(record)
    await makeFolder(folder)
    return folder
  }

  /** Every upload that is still there as its record says; what is only half there is removed. */
  async read(): Promise<UploadRecord[]> {
    const records: UploadRecord[] = []
    const ids = await this.#records.ids()
    for (let at = 0; at < ids.length; at += readAtOnce) {
      const read = await Promise.all(ids.slice(at, at + readAtOnce).map((id) => this.#readRecord(id)))
      records.push(...read.filter((record) => record !== null))
    }
    const known = new Set(records.filter(({ whole }) => !whole).map(({ id }) => id))
    for (const name of await fs.readdir(this.#parts))
      if (!known.has(name)) await fs.rm(join(this.#parts, name), { force: true })
    return records
  }

  async #readRecord(id: string): Promise<UploadRecord | null> {
    const record = await this.#records.read(id)
    if (record && (await sizeOf(this.fileOf(record))) === record.sizeBytes) return { ...record, whole: true }
    if (record && !record.whole && (await sizeOf(this.partOf(record))) !== null) return record
    await this.#records.remove(id)
    return null
  }

  async write(record: UploadRecord): Promise<void> {
    await this.#records.write(record.id, record)
  }

  async begin(record: UploadRecord): Promise<void> {
    await this.write(record)
    // A browser tells no rights, and results have those of their files: the folders around this one are what is private.
    await fs.writeFile(this.partOf(record), '', { flag: 'wx' })
  }

  /** Bytes of a part that have arrived; 0 when it has gone. */
  async offsetOf(record: UploadRecord): Promise<number> {
    return (await sizeOf(this.partOf(record))) ?? 0
  }

  /** Gives a part that is whole its place and its time: a power cut takes nothing of it any more. Fault `name-taken` when there is something else. */
  async land(record: UploadRecord): Promise<void> {
    const file = this.fileOf(record)
    await makeFolder(dirname(file))
    await publish(this.partOf(record), file)
    const modified = new Date(record.modifiedMs)
    await fs.utimes(file, modified, modified)
    await this.#flush(file)
    await fs.rm(this.partOf(record), { force: true })
  }

  /** The same file once more, in another drop, without a byte being sent. False where it has gone, or the disk knows no links. */
  async link(from: UploadRecord, to: UploadRecord): Promise<boolean> {
    const file = this.fileOf(to)
    if ((await sizeOf(this.fileOf(from))) !== from.sizeBytes) return false
    await makeFolder(dirname(file))
    try {
      await fs.link(this.fileOf(from), file)
    } catch {
      return false
    }
    await this.#flush(file)
    return true
  }

  async #flush(file: string): Promise<void> {
    await this.#flushes.flush(dirname(file), { top: this.files })
  }

  async remove(record: UploadRecord): Promise<void> {
    await fs.rm(this.partOf(record), { force: true })
    if (record.whole) await fs.rm(this.fileOf(record), { force: true })
    await this.#records.remove(record.id)
    await this.#removeEmpty(dirname(this.fileOf(record)))
  }

  /** Folders that the last of their files has left. */
  async #removeEmpty(folder: string): Promise<void> {
    for (let at = folder; at.startsWith(this.files) && at !== this.files; at = dirname(at)) {
      const removed = await fs.rmdir(at).then(
        () => true,
        () => false,
      )
      if (!removed) return
      this.#flushes.forget(at)
    }
  }

  async freeBytes(): Promise<number> {
    const { bavail, bsize } = await fs.statfs(this.files)
    return bavail * bsize
  }
}

const recordsIn = (folder: string): string => join(folder, 'records')

async function sizeOf(path: string): Promise<number | null> {
  const found = await fs.lstat(path).catch(() => null)
  return found?.isFile() ? found.size : null
}

async function makeFolder(path: string): Promise<void> {
  try {
    await fs.mkdir(path, { recursive: true, mode: 0o700 })
  } catch (error) {
    throw ioFault(error, path)
  }
}

/** Never over something that is there, where the disk knows links; elsewhere only we write here. */
async function publish(part: string, file: string): Promise<void> {
  try {
    await fs.link(part, file)
  } catch (error) {
    const fault = ioFault(error, file)
    if (fault.code === 'name-taken' || fault.code === 'file-missing') throw fault
    await fs.rename(part, file)
  }
}
