import type { WeightedSemaphore } from '../async/semaphore.ts'
import type { Tally } from './recording/tally.ts'

/** As many for each core are among the last. With more of them the end comes no sooner, and more files are taken out of their order. */
const lastPerCore = 3

interface LastFilesOptions {
  batchId: string
  permits: WeightedSemaphore
  tally: Tally
  cores: number
  /** Whether every file there is has been found. */
  hasAll: () => boolean
}

/**
 * The last files of a batch are begun largest first: one core would work on a large one that happens to be the very last, and all others on nothing. Those
 * before them keep the order in which they were found.
 */
export class LastFiles {
  readonly #options: LastFilesOptions

  constructor(options: LastFilesOptions) {
    this.#options = options
  }

  /** To be called whenever a file is launched, whenever one begins, and when the last is found: there may be few enough left. */
  order(): void {
    const { batchId, permits, tally, cores, hasAll } = this.#options
    if (tally.counts.waiting <= lastPerCore * cores && hasAll()) permits.largestFirst(batchId)
  }
}
