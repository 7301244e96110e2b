import { Fault } from '../../contract/fault.ts'
import type { TaskLimits } from '../../contract/task.ts'

/** An archive that is being unpacked. */
export interface Unpacking {
  /** Path of the person's file, for faults. */
  subject: string
  /** Of the archive itself. */
  archiveBytes: number
  limits: TaskLimits
}

/** Honest files reach this ratio rarely, and small ones may. */
const mostRatio = 200
const smallBytes = 64 * 2 ** 20

/** Raises `too-large` when so many bytes are more than an archive of its size may unpack to. */
export function requireRoom(unpackedBytes: number, { subject, archiveBytes, limits }: Unpacking): void {
  if (unpackedBytes > limits.maxUnpackedBytes) {
    const why = `It unpacks to more than ${limits.maxUnpackedBytes} bytes (max-unpacked-bytes).`
    throw new Fault('too-large', { subject, why })
  }
  if (unpackedBytes <= Math.max(smallBytes, archiveBytes * mostRatio)) return
  throw new Fault('too-large', { subject, why: `It unpacks to more than ${mostRatio} times its size.` })
}

/** Passes chunks on while the archive as a whole keeps to its limits, whatever it claims. */
export class UnpackedBytes {
  readonly #archive: Unpacking
  #bytes = 0

  constructor(archive: Unpacking) {
    this.#archive = archive
  }

  async *counted(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    for await (const chunk of chunks) {
      this.#bytes += chunk.length
      requireRoom(this.#bytes, this.#archive)
      yield chunk
    }
  }
}
