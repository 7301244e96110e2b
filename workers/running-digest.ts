import { createHash, type Hash } from 'node:crypto'

/** What is passed over between two readings is read too, up to here: else all from there on is read once more. Between two entries of an archive lie folders. */
const gapMostBytes = 64 * 1024

/** The SHA-256 of a file as far as it has been read in order: nothing of that has to be read again for it. */
export class RunningDigest {
  /** `read`: what stands in the file at a place; asked for short stretches that its reader has passed over. */
  readonly #read: (at: number, length: number) => Buffer
  #hash: Hash | null = null
  #passedBytes = 0

  constructor(read: (at: number, length: number) => Buffer) {
    this.#read = read
  }

  /** So many bytes from the beginning are in it. */
  get passedBytes(): number {
    return this.#passedBytes
  }

  /** Hears of bytes that were read; those it has, and those behind a longer gap, change nothing. */
  pass(buffer: Buffer, at: number): void {
    const gapBytes = at - this.#passedBytes
    if (gapBytes > 0 && gapBytes <= gapMostBytes) this.pass(this.#read(this.#passedBytes, gapBytes), this.#passedBytes)
    const known = this.#passedBytes - at
    if (known < 0 || known >= buffer.length) return
    this.#hash ??= createHash('sha256')
    this.#hash.update(buffer.subarray(known))
    this.#passedBytes = at + buffer.length
  }

  /** Of the bytes that have passed. No more may pass then. */
  end(): string {
    return (this.#hash ?? createHash('sha256')).digest('hex')
  }
}
