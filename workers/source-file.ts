import { createHash, hash } from 'node:crypto'
import { type BigIntStats, readSync } from 'node:fs'
import { type FileHandle, open, stat } from 'node:fs/promises'
import { Fault } from '../contract/fault.ts'
import { encodePath } from '../contract/path-text.ts'
import { callingSystem, withErrno } from './errno-fault.ts'
import type { FileTicket } from './file-ticket.ts'
import type { Source } from './source.ts'

/** Larger files are not taken into memory whole by codecs that can read from disk. */
export const inMemoryLimitBytes = 64 * 1024 * 1024
export const chunkBytes = 1024 * 1024

/**
 * One input, open from first byte to seal, so that what is hashed is what was decoded. The opener closes it (`await using`).
 * Raises `file-missing`, `file-empty`, `file-special`, `not-permitted`, and `original-changed` when it changes while it is open.
 */
export class SourceFile implements Source {
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

  /** For other threads that are to read this very file. */
  get ticket(): FileTicket {
    const { dev, ino, size, mtimeNs } = this.#opened
    return { path: this.path, dev, ino, size, mtimeNs }
  }

  get modifiedMs(): number {
    return Number(this.#opened.mtimeNs / 1_000_000n)
  }

  get mode(): number {
    return Number(this.#opened.mode & 0o777n)
  }

  /** A path that leads a native codec to this very file, not to one that has taken its name since. */
  get codecPath(): string {
    return process.platform === 'linux' ? `/proc/self/fd/${this.#handle.fd}` : this.path
  }

  head(length: number): Promise<Buffer> {
    return this.read(0, length)
  }

  async read(at: number, length: number): Promise<Buffer> {
    const buffer = Buffer.allocUnsafeSlow(Math.max(0, Math.min(length, this.sizeBytes - at)))
    this.#fill(buffer, at)
    return buffer
  }

  async bytes(): Promise<Buffer> {
    const buffer = Buffer.allocUnsafeSlow(this.sizeBytes)
    this.#fill(buffer, 0)
    this.#sha256 = hash('sha256', buffer)
    return buffer
  }

  async *chunks(): AsyncGenerator<Buffer, void, undefined> {
    const hasher = createHash('sha256')
    for (let at = 0; at < this.sizeBytes; at += chunkBytes) {
      const chunk = await this.read(at, chunkBytes)
      hasher.update(chunk)
      yield chunk
    }
    this.#sha256 = hasher.digest('hex')
  }

  async digest(): Promise<string> {
    if (this.#sha256 === '') for await (const _ of this.chunks());
    return this.#sha256
  }

  async seal(): Promise<string> {
    const sha256 = await this.digest()
    await this.#requireUnchanged()
    return sha256
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#handle.close()
  }

  /** Waits where it is: a worker has nothing else to do, and small reads are done several times sooner so. */
  #fill(buffer: Buffer, from: number): void {
    for (let done = 0; done < buffer.length; ) {
      const length = buffer.length - done
      const count = callingSystem(this.path, () => readSync(this.#handle.fd, buffer, done, length, from + done))
      if (count === 0) throw this.#changed()
      done += count
    }
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

export function requireFile(stats: BigIntStats, path: string): BigIntStats {
  if (stats.isFile()) return stats
  throw new Fault('file-special', { subject: path })
}

/** As the system takes it: bytes where a name is not Unicode. Windows knows no such names. */
export function diskPath(path: string): string | Buffer {
  return path.isWellFormed() || process.platform === 'win32' ? path : Buffer.from(encodePath(path))
}
