import { createHash, hash } from 'node:crypto'
import { type BigIntStats, closeSync, fstatSync, readSync, statSync } from 'node:fs'
import { Fault } from '../contract/fault.ts'
import { wasJustChanged } from '../contract/just-changed.ts'
import { callingSystem } from './errno-fault.ts'
import { type FileTicket } from './file-ticket.ts'
import { diskPath, openForReading } from './open-for-reading.ts'
import type { Source } from './source.ts'
import { packedRights } from './rights.ts'
import { RunningDigest } from './running-digest.ts'
import { giveBackRoom, takeRoom } from './spare-room.ts'

/** Larger files are not taken into memory whole by codecs that can read from disk. */
export const inMemoryLimitBytes = 64 * 1024 * 1024
export const chunkBytes = 1024 * 1024

interface Opened {
  path: string
  descriptor: number
  opened: BigIntStats
  isLookedAt: boolean
}

/**
 * One input, open from first byte to seal, so that what is hashed is what was decoded. The opener closes it (`await using`).
 * The system is waited for in place: a worker has nothing else to do, and calls are done several times sooner so.
 * Raises `file-missing`, `file-special`, `file-empty` where that is not taken, `not-permitted`, and `original-changed` when it changes while it is open.
 */
export class SourceFile implements Source {
  readonly path: string
  readonly sizeBytes: number
  readonly #descriptor: number
  readonly #opened: BigIntStats
  readonly #isLookedAt: boolean
  #sha256 = ''
  #running: RunningDigest | null = null
  #borrowed: Buffer | null = null
  #sealed = false
  /** Its time does not tell whether it is being changed: it is read once more for that. */
  readonly #isYoung: boolean

  private constructor({ path, descriptor, opened, isLookedAt }: Opened) {
    this.path = path
    this.#descriptor = descriptor
    this.#opened = opened
    this.#isLookedAt = isLookedAt
    this.sizeBytes = Number(opened.size)
    this.#isYoung = wasJustChanged(Number(opened.mtimeMs))
  }

  /** `isLookedAt`: nobody is going to seal it, and nothing is hashed unless its digest is asked for after all. */
  static async open(path: string, { takesEmpty = false, isLookedAt = false } = {}): Promise<SourceFile> {
    return callingSystem(path, () => {
      // Looked at first: whoever writes into a pipe would take us for its reader.
      requireFile(statSync(diskPath(path), { bigint: true }), path)
      const descriptor = openForReading(path)
      try {
        const stats = requireFile(fstatSync(descriptor, { bigint: true }), path)
        if (stats.size === 0n && !takesEmpty) throw new Fault('file-empty', { subject: path })
        return new SourceFile({ path, descriptor, opened: stats, isLookedAt })
      } catch (error) {
        closeSync(descriptor)
        throw error
      }
    })
  }

  /** For other threads that are to read this very file. */
  get ticket(): FileTicket {
    const { dev, ino, size, mtimeNs } = this.#opened
    return { path: this.path, dev, ino, size, mtimeNs }
  }

  get modifiedMs(): number {
    return Number(this.#opened.mtimeNs / 1_000_000n)
  }

  rights(): number {
    return packedRights(this.#opened.mode)
  }

  /** A path that leads a native codec to this very file, not to one that has taken its name since. */
  get codecPath(): string {
    // Whoever reads by themselves is held between two readings of ours.
    if (this.#isYoung && !this.#isLookedAt) this.#sha256 ||= this.#hashNow()
    return this.#ownPath
  }

  get #ownPath(): string {
    return process.platform === 'linux' ? `/proc/self/fd/${this.#descriptor}` : this.path
  }

  /** Read again by whoever goes on to the rest, and hashed then. */
  async head(length: number): Promise<Buffer> {
    return this.#part(0, length)
  }

  async read(at: number, length: number, room?: Buffer): Promise<Buffer> {
    const buffer = this.#part(at, length, room)
    if (!this.#isLookedAt) this.#pass(buffer, at)
    return buffer
  }

  async bytes(): Promise<Buffer> {
    return this.#whole(Buffer.allocUnsafeSlow(this.sizeBytes))
  }

  async borrowed(): Promise<Buffer> {
    this.#borrowed ??= takeRoom(this.sizeBytes)
    return this.#whole(this.#borrowed.subarray(0, this.sizeBytes))
  }

  async *chunks(): AsyncGenerator<Buffer, void, undefined> {
    for (let at = 0; at < this.sizeBytes; at += chunkBytes) yield await this.read(at, chunkBytes)
  }

  async digest(): Promise<string> {
    if (this.#isLookedAt) this.#sha256 ||= this.#hashNow()
    if (this.#sha256 !== '') return this.#sha256
    const running = this.#runningDigest()
    while (running.passedBytes < this.sizeBytes) await this.read(running.passedBytes, chunkBytes)
    this.#sha256 = running.end()
    return this.#sha256
  }

  async seal(): Promise<string> {
    const sha256 = await this.digest()
    this.#requireUnchanged()
    if (this.#isYoung && this.#hashNow() !== sha256) throw this.#changed()
    this.#sealed = true
    return sha256
  }

  /** After a failed task a codec may still be reading from the borrowed buffer, so only a file that was sealed gives it back for the next. */
  async [Symbol.asyncDispose](): Promise<void> {
    if (this.#sealed && this.#borrowed) giveBackRoom(this.#borrowed)
    this.#borrowed = null
    closeSync(this.#descriptor)
  }

  #pass(buffer: Buffer, at: number): void {
    if (this.#sha256 === '' && at < this.sizeBytes) this.#runningDigest().pass(buffer, at)
  }

  /** Most files are read whole and hashed at once. */
  #runningDigest(): RunningDigest {
    this.#running ??= new RunningDigest((at, length) => this.#part(at, length))
    return this.#running
  }

  #part(at: number, length: number, room?: Buffer): Buffer {
    const buffer = bufferOf(Math.max(0, Math.min(length, this.sizeBytes - at)), room)
    this.#fill(buffer, at)
    return buffer
  }

  #whole(buffer: Buffer): Buffer {
    this.#fill(buffer, 0)
    if (!this.#isLookedAt) this.#sha256 = hash('sha256', buffer)
    return buffer
  }

  #hashNow(): string {
    const hasher = createHash('sha256')
    const chunk = Buffer.allocUnsafeSlow(Math.min(chunkBytes, this.sizeBytes))
    for (let at = 0; at < this.sizeBytes; at += chunkBytes) {
      const part = chunk.subarray(0, Math.min(chunkBytes, this.sizeBytes - at))
      this.#fill(part, at)
      hasher.update(part)
    }
    return hasher.digest('hex')
  }

  #fill(buffer: Buffer, from: number): void {
    for (let done = 0; done < buffer.length; ) {
      const length = buffer.length - done
      const count = callingSystem(this.path, () => readSync(this.#descriptor, buffer, done, length, from + done))
      if (count === 0) throw this.#changed()
      done += count
    }
  }

  #requireUnchanged(): void {
    const now = callingSystem(this.path, () => fstatSync(this.#descriptor, { bigint: true }))
    const { dev, ino, size, mtimeNs } = this.#opened
    if (now.size !== size || now.mtimeNs !== mtimeNs) throw this.#changed()
    if (this.#ownPath !== this.path) return
    const there = callingSystem(this.path, () => statSync(diskPath(this.path), { bigint: true }))
    if (there.dev !== dev || there.ino !== ino) throw this.#changed()
  }

  #changed(): Fault {
    return new Fault('original-changed', { subject: this.path })
  }
}

function bufferOf(sizeBytes: number, room: Buffer | undefined): Buffer {
  return room && room.length >= sizeBytes ? room.subarray(0, sizeBytes) : Buffer.allocUnsafeSlow(sizeBytes)
}

export function requireFile(stats: BigIntStats, path: string): BigIntStats {
  if (stats.isFile()) return stats
  throw new Fault('file-special', { subject: path })
}
