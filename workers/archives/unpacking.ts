import { Fault } from '../../contract/fault.ts'
import { sizeText } from '../../contract/size-text.ts'
import type { TaskLimits } from '../../contract/task.ts'

/** An archive that is being unpacked. */
export interface Unpacking {
  /** Path of the person's file, for faults. */
  subject: string
  /** Of the archive itself. */
  archiveBytes: number
  limits: TaskLimits
}

/** Every disk has room for so much, and lists of equal lines reach any ratio: only what is larger than that does harm by being packed well. */
const harmlessBytes = 128 * 2 ** 20

/** Raises `too-large` when so many bytes are more than an archive of its size may unpack to. */
export function requireRoom(unpackedBytes: number, { subject, archiveBytes, limits }: Unpacking): void {
  if (unpackedBytes > limits.maxUnpackedBytes) {
    const why = `It unpacks to more than ${sizeText(limits.maxUnpackedBytes)} (limits.maxUnpackedBytes).`
    throw new Fault('too-large', { subject, why })
  }
  const { maxUnpackedRatio } = limits
  if (unpackedBytes <= Math.max(harmlessBytes, archiveBytes * maxUnpackedRatio)) return
  const why = `It unpacks to more than ${maxUnpackedRatio} times its size (limits.maxUnpackedRatio).`
  throw new Fault('too-large', { subject, why })
}

/** Passes chunks on while the archive as a whole keeps to its limits, whatever it claims. */
export class UnpackedBytes {
  readonly #archive: Unpacking
  #bytes = 0

  constructor(archive: Unpacking) {
    this.#archive = archive
  }

  async *counted(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    for await (const chunk of chunks) yield this.count(chunk)
  }

  /** The same of one of them. */
  count(chunk: Uint8Array): Uint8Array {
    this.#bytes += chunk.length
    requireRoom(this.#bytes, this.#archive)
    return chunk
  }
}
