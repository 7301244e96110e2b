import { createHash, hash } from 'node:crypto'
import { type BigIntStats, statSync } from 'node:fs'
import type { FileIdentity } from '../contract/job.ts'
import { callingSystem } from './errno-fault.ts'
import { type FileTicket, type Lent, openTicket, readTicket, requireAsBefore } from './file-ticket.ts'
import type { Source } from './source.ts'
import { diskPath } from './open-for-reading.ts'
import { chunkBytes, requireFile } from './source-file.ts'
import { packedRights } from './rights.ts'

/**
 * One input among many: opened while it is read and not before, since thousands cannot be open at once. It has to be the file it was when
 * it was admitted, or when the task began, else `original-changed`. Reads wait where they are: the worker has nothing else to do, and small files are done sooner so.
 */
export class LaterFile implements Source {
  readonly path: string
  readonly sizeBytes: number
  readonly modifiedMs: number
  readonly lent: Lent
  readonly #ticket: FileTicket
  #sha256 = ''
  /** Read in one go, and the same before and after. */
  #isSealed = false

  private constructor(ticket: FileTicket) {
    this.path = ticket.path
    this.#ticket = ticket
    this.sizeBytes = Number(ticket.size)
    this.modifiedMs = Number(ticket.mtimeNs / 1_000_000n)
    this.lent = { ticket: this.#ticket, sealAs: (sha256) => this.#sealAs(sha256) }
  }

  /** `identity`: as whoever admitted it found it; left out, it is looked at now. */
  static open(path: string, identity?: FileIdentity): LaterFile {
    return new LaterFile(identity ? admitted(path, identity) : found(path))
  }

  rights(): number {
    return rightsOf(this.path)
  }

  get codecPath(): string {
    return this.path
  }

  head(length: number): Promise<Buffer> {
    return this.read(0, length)
  }

  async read(at: number, length: number): Promise<Buffer> {
    using file = openTicket(this.#ticket)
    return file.fill(Buffer.allocUnsafeSlow(Math.max(0, Math.min(length, this.sizeBytes - at))), at)
  }

  async bytes(): Promise<Buffer> {
    const { content } = readTicket(this.#ticket, Buffer.allocUnsafeSlow(this.sizeBytes))
    this.#sealAs(hash('sha256', content))
    return content
  }

  borrowed(): Promise<Buffer> {
    return this.bytes()
  }

  async *chunks(): AsyncGenerator<Buffer, void, undefined> {
    if (this.sizeBytes <= chunkBytes) {
      yield await this.bytes()
      return
    }
    const hasher = createHash('sha256')
    using file = openTicket(this.#ticket)
    for (let at = 0; at < this.sizeBytes; at += chunkBytes) {
      const chunk = file.fill(Buffer.allocUnsafeSlow(Math.min(chunkBytes, this.sizeBytes - at)), at)
      hasher.update(chunk)
      yield chunk
    }
    this.#sha256 = hasher.digest('hex')
    this.#isSealed = false
  }

  async digest(): Promise<string> {
    if (this.#sha256 === '') for await (const _ of this.chunks());
    return this.#sha256
  }

  async seal(): Promise<string> {
    const sha256 = await this.digest()
    if (!this.#isSealed) requireAsBefore(this.#ticket, statNow(this.path))
    return sha256
  }

  async [Symbol.asyncDispose](): Promise<void> {}

  #sealAs(sha256: string): void {
    this.#sha256 = sha256
    this.#isSealed = true
  }
}

function admitted(path: string, { dev, ino, sizeBytes, mtimeNs }: FileIdentity): FileTicket {
  return { path, dev: BigInt(dev), ino: BigInt(ino), size: BigInt(sizeBytes), mtimeNs: BigInt(mtimeNs) }
}

function found(path: string): FileTicket {
  const { dev, ino, size, mtimeNs } = requireFile(statNow(path), path)
  return { path, dev, ino, size, mtimeNs }
}

/** As an archive is to have them, of the file that is there now. Faults: as for `open`. */
export function rightsOf(path: string): number {
  return packedRights(statNow(path).mode)
}

function statNow(path: string): BigIntStats {
  return callingSystem(path, () => statSync(diskPath(path), { bigint: true }))
}
