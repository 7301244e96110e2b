import { type FileHandle, lstat, open } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { Fault } from '../../../../contract/fault.ts'
import { ioFault } from '../../../io/errno.ts'
import { toFs } from '../../../io/paths.ts'

/** A regular file that is open for reading; closed when disposed, or when the stream of its bytes is done with. */
export interface OpenFile extends AsyncDisposable {
  sizeBytes: number
  modifiedMs: number
  /** Names this state of the file: another one has another. */
  etag: string
  /** Bytes from `from` up to, not including, `to`; breaks off when the file has become shorter. */
  read(range?: { from: number; to: number }): Readable
}

/** Never follows a link and never waits for a pipe: `path` has to be a regular file. Faults: `file-missing`, `file-special`, those of reading. */
export async function openFile(path: string): Promise<OpenFile> {
  try {
    const before = await lstat(toFs(path), { bigint: true })
    if (!before.isFile()) throw new Fault('file-special', { subject: path })
    await using opening = new AsyncDisposableStack()
    const handle = opening.use(await open(toFs(path), 'r'))
    const { dev, ino, size, mtimeNs, mtimeMs } = await handle.stat({ bigint: true })
    if (dev !== before.dev || ino !== before.ino) throw new Fault('file-special', { subject: path })
    const opened = opening.move()
    const sizeBytes = Number(size)
    return {
      sizeBytes,
      modifiedMs: Number(mtimeMs),
      etag: `"${ino.toString(36)}-${size.toString(36)}-${mtimeNs.toString(36)}"`,
      read: (range = { from: 0, to: sizeBytes }) => new FileBytes(handle, range),
      [Symbol.asyncDispose]: () => opened.disposeAsync(),
    }
  } catch (error) {
    throw ioFault(error, path)
  }
}

const pieceBytes = 256 * 1024

class FileBytes extends Readable {
  readonly #handle: FileHandle
  readonly #to: number
  #at: number

  constructor(handle: FileHandle, { from, to }: { from: number; to: number }) {
    super({ highWaterMark: pieceBytes })
    this.#handle = handle
    this.#at = from
    this.#to = to
  }

  override _read(): void {
    this.#next().then(
      (piece) => this.push(piece),
      (error: Error) => this.destroy(error),
    )
  }

  async #next(): Promise<Buffer | null> {
    if (this.#at >= this.#to) return null
    const room = Buffer.allocUnsafe(Math.min(pieceBytes, this.#to - this.#at))
    const { bytesRead } = await this.#handle.read(room, 0, room.length, this.#at)
    if (bytesRead === 0) throw new Error('the file has become shorter')
    this.#at += bytesRead
    return room.subarray(0, bytesRead)
  }

  override _destroy(reason: Error | null, destroyed: (reason: Error | null) => void): void {
    this.#handle.close().then(
      () => destroyed(reason),
      (closing: Error) => destroyed(reason ?? closing),
    )
  }
}
