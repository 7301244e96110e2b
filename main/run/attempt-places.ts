import { isWithin } from '../io/paths.ts'
import type { BatchRecord } from '../journal/batches.ts'
import type { EngineParts } from './batch-context.ts'

/** Past this many folders what is remembered is begun anew. */
const rememberedMost = 10_000

/**
 * Where workers and seals write: in the folder a result is for or, while that is not there, in the nearest above it, but never outside the output
 * folder. Folders are made when there is something to put into them, so a job that fails leaves none.
 */
export class AttemptPlaces {
  readonly #parts: Pick<EngineParts, 'io' | 'journal'>
  readonly #record: BatchRecord
  readonly #mount: string | null
  readonly #known = new Map<string, Promise<string>>()

  /** `mount`: where the disk of the output folder begins. */
  constructor(parts: Pick<EngineParts, 'io' | 'journal'>, record: BatchRecord, mount: string | null) {
    this.#parts = parts
    this.#record = record
    this.#mount = mount
  }

  /** A folder that is there, and that recovery looks into. Fault `name-taken` where a file is in the way. */
  of(folder: string = this.#record.outRoot): Promise<string> {
    const known = this.#known.get(folder)
    if (known) return known
    if (this.#known.size >= rememberedMost) this.#known.clear()
    const finding = this.#find(folder)
    this.#known.set(folder, finding)
    finding.catch(() => this.#known.delete(folder))
    return finding
  }

  async #find(folder: string): Promise<string> {
    const { io, journal } = this.#parts
    const { n: batch, outRoot } = this.#record
    const top = isWithin(outRoot, folder) ? outRoot : folder
    const place = await io.call('nearestFolder', { folder, top, mount: top === outRoot ? this.#mount : null })
    await journal.call('notePlace', { batch, folder: place })
    return place
  }
}
