import { createHash, hash } from 'node:crypto'
import { type BigIntStats, closeSync, fstatSync, openSync, readSync, statSync } from 'node:fs'
import { Fault } from '../contract/fault.ts'
import { callingSystem } from './errno-fault.ts'
import type { Source, SourceSeal } from './source.ts'
import { chunkBytes, diskPath, identityOf, requireFile } from './source-file.ts'

/**
 * One input among many: opened while it is read and not before, since thousands cannot be open at once. It has to be the file it was when
 * the task began, else `original-changed`. Reads wait where they are: the worker has nothing else to do, and small files are done sooner so.
 */
export class LaterFile implements Source {
  readonly path: string
  readonly sizeBytes: number
  readonly modifiedMs: number
  readonly mode: number
  readonly #stats: BigIntStats
  #sha256 = ''

  private constructor(path: string, stats: BigIntStats) {
    this.path = path
    this.#stats = stats
    this.sizeBytes = Number(stats.size)
    this.modifiedMs = Number(stats.mtimeNs / 1_000_000n)
    this.mode = Number(stats.mode & 0o777n)
  }

  static async open(path: string): Promise<LaterFile> {
    const stats = requireFile(
      callingSystem(path, () => statSync(diskPath(path), { bigint: true })),
      path,
    )
    return new LaterFile(path, stats)
  }

  get codecPath(): string {
    return this.path
  }

  head(length: number): Promise<Buffer> {
    return this.read(0, length)
  }

  async read(at: number, length: number): Promise<Buffer> {
    using file = this.#open()
    return file.read(at, Math.max(0, Math.min(length, this.sizeBytes - at)))
  }

  async bytes(): Promise<Buffer> {
    using file = this.#open()
    const content = file.read(0, this.sizeBytes)
    this.#sha256 = hash('sha256', content)
    return content
  }

  async *chunks(): AsyncGenerator<Buffer, void, undefined> {
    if (this.sizeBytes <= chunkBytes) {
      yield await this.bytes()
      return
    }
    const hasher = createHash('sha256')
    using file = this.#open()
    for (let at = 0; at < this.sizeBytes; at += chunkBytes) {
      const chunk = file.read(at, Math.min(chunkBytes, this.sizeBytes - at))
      hasher.update(chunk)
      yield chunk
    }
    this.#sha256 = hasher.digest('hex')
  }

  async digest(): Promise<string> {
    if (this.#sha256 === '') for await (const _ of this.chunks());
    return this.#sha256
  }

  async seal(): Promise<SourceSeal> {
    const sha256 = await this.digest()
    this.#requireSame(callingSystem(this.path, () => statSync(diskPath(this.path), { bigint: true })))
    return { sha256, identity: identityOf(this.#stats) }
  }

  async [Symbol.asyncDispose](): Promise<void> {}

  /** Reads exactly so many bytes, or the file has changed. */
  #open(): Disposable & { read: (at: number, length: number) => Buffer } {
    const { path } = this
    const descriptor = callingSystem(path, () => openSync(diskPath(path), 'r'))
    const file = {
      read: (at: number, length: number): Buffer => {
        const buffer = Buffer.allocUnsafeSlow(length)
        for (let done = 0; done < length; ) {
          const count = callingSystem(path, () => readSync(descriptor, buffer, done, length - done, at + done))
          if (count === 0) throw new Fault('original-changed', { subject: path })
          done += count
        }
        return buffer
      },
      [Symbol.dispose]: () => closeSync(descriptor),
    }
    try {
      this.#requireSame(fstatSync(descriptor, { bigint: true }))
      return file
    } catch (error) {
      file[Symbol.dispose]()
      throw error
    }
  }

  #requireSame({ dev, ino, size, mtimeNs }: BigIntStats): void {
    const opened = this.#stats
    if (dev === opened.dev && ino === opened.ino && size === opened.size && mtimeNs === opened.mtimeNs) return
    throw new Fault('original-changed', { subject: this.path })
  }
}
