import { createHash, type Hash, hash } from 'node:crypto'
import type { BigIntStats } from 'node:fs'
import { type FileHandle, open, stat } from 'node:fs/promises'
import { Fault } from '../contract/fault.ts'
import type { FileIdentity } from '../contract/job.ts'
import { encodePath } from '../contract/path-text.ts'
import { withErrno } from './errno-fault.ts'

/** Larger files are not taken into memory whole by codecs that can read from disk. */
export const inMemoryLimitBytes = 64 * 1024 * 1024
const chunkBytes = 1024 * 1024

/** What a codec took in, as the receipt records it. */
export interface SourceSeal {
  sha256: string
  identity: FileIdentity
}

/**
 * One input, open from first byte to seal, so that what is hashed is what was decoded. The opener closes it (`await using`).
 * Raises `file-missing`, `file-empty`, `file-special`, `not-permitted`, and `original-changed` when it changes while it is open.
 */
export class SourceFile implements AsyncDisposable {
  readonly path: string
  readonly sizeBytes: number
  readonly #handle: FileHandle
  readonly #opened: BigIntStats
  #sha256 = ''

  private constructor(path: string, handle: FileHandle, opened: BigIntStats) {
    this.path = path
    this.#handle = handle
    this.#opened = opened
    this.sizeBytes = Number(opened.size)
  }

  static async open(path: string): Promise<SourceFile> {
    await using stack = new AsyncDisposableStack()
    // Looked at first: opening a pipe waits for somebody who writes.
    requireFile(await withErrno(path, () => stat(diskPath(path), { bigint: true })), path)
    const handle = stack.use(await withErrno(path, () => open(diskPath(path), 'r')))
    const stats = requireFile(await withErrno(path, () => handle.stat({ bigint: true })), path)
    if (stats.size === 0n) throw new Fault('file-empty', { subject: path })
    stack.move()
    return new SourceFile(path, handle, stats)
  }

  /** A path that leads a native codec to this very file, not to one that has taken its name since. */
  get codecPath(): string {
    return process.platform === 'linux' ? `/proc/self/fd/${this.#handle.fd}` : this.path
  }

  /** The first bytes, at most `length`; the file may be shorter. */
  async head(length: number): Promise<Buffer> {
    const buffer = Buffer.alloc(Math.min(length, this.sizeBytes))
    const { bytesRead } = await withErrno(this.path, () => this.#handle.read(buffer, 0, buffer.length, 0))
    return buffer.subarray(0, bytesRead)
  }

  /** The whole file; for those up to `inMemoryLimitBytes`. */
  async bytes(): Promise<Buffer> {
    const buffer = Buffer.allocUnsafeSlow(this.sizeBytes)
    for (let at = 0; at < buffer.length; ) {
      const { bytesRead } = await withErrno(this.path, () => this.#handle.read(buffer, at, buffer.length - at, at))
      if (bytesRead === 0) throw this.#changed()
      at += bytesRead
    }
    this.#sha256 = hash('sha256', buffer)
    return buffer
  }

  /** The whole file in order, in chunks that the taker may keep. */
  async *chunks(): AsyncGenerator<Buffer, void, undefined> {
    const hasher = createHash('sha256')
    for (let at = 0; at < this.sizeBytes; ) {
      const buffer = Buffer.allocUnsafeSlow(Math.min(chunkBytes, this.sizeBytes - at))
      const position = at
      const { bytesRead } = await withErrno(this.path, () => this.#handle.read(buffer, 0, buffer.length, position))
      if (bytesRead === 0) throw this.#changed()
      at += bytesRead
      hasher.update(buffer.subarray(0, bytesRead))
      yield buffer.subarray(0, bytesRead)
    }
    this.#sha256 = hexOf(hasher)
  }

  /** Hash and identity of what was read; what only a codec has read is hashed now. Call it once decoding is over. */
  async seal(): Promise<SourceSeal> {
    if (this.#sha256 === '') for await (const _ of this.chunks());
    await this.#requireUnchanged()
    const { dev, ino, size, mtimeNs } = this.#opened
    return {
      sha256: this.#sha256,
      identity: { dev: String(dev), ino: String(ino), sizeBytes: Number(size), mtimeNs: String(mtimeNs) },
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#handle.close()
  }

  async #requireUnchanged(): Promise<void> {
    const now = await withErrno(this.path, () => this.#handle.stat({ bigint: true }))
    const { dev, ino, size, mtimeNs } = this.#opened
    if (now.size !== size || now.mtimeNs !== mtimeNs) throw this.#changed()
    if (this.codecPath !== this.path) return
    const there = await withErrno(this.path, () => stat(diskPath(this.path), { bigint: true }))
    if (there.dev !== dev || there.ino !== ino) throw this.#changed()
  }

  #changed(): Fault {
    return new Fault('original-changed', { subject: this.path })
  }
}

function requireFile(stats: BigIntStats, path: string): BigIntStats {
  if (stats.isFile()) return stats
  throw new Fault('file-special', { subject: path })
}

function hexOf(hasher: Hash): string {
  return hasher.digest('hex')
}

/** As the system takes it: bytes where a name is not Unicode. Windows knows no such names. */
export function diskPath(path: string): string | Buffer {
  return path.isWellFormed() || process.platform === 'win32' ? path : Buffer.from(encodePath(path))
}
