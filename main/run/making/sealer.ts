import { Fault } from '../../../contract/fault.ts'
import { Batcher } from '../../async/batcher.ts'
import type { Clock } from '../../async/clock.ts'
import type { Sealed, SealRequest } from '../../io/copying/seal.ts'
import type { IoLane } from '../lanes/io.ts'
import { settled } from './copier.ts'

/** A single result below this waits for those of other files: one call to an io thread carries many. Of 4,000 small text files each call for one cost a tenth of the time. */
const smallResultBytes = 1 << 16
const groupMost = 64
const groupWaitMs = 5
const groupsUnderWay = 4

/** Takes what workers have written over through the io threads. Closing waits for what is under way. */
export class Sealer implements AsyncDisposable {
  readonly #io: IoLane
  readonly #small: Batcher<SealRequest, Sealed>

  constructor({ io, clock }: { io: IoLane; clock: Clock }) {
    this.#io = io
    this.#small = new Batcher({
      maxItems: groupMost,
      maxWaitMs: groupWaitMs,
      concurrency: groupsUnderWay,
      clock,
      run: async (requests) => (await io.call('seal', requests)).map(settled),
    })
  }

  /** Results of one job, in order. Rejects with the fault of the first that failed; it does not stay, others may. */
  async seal(requests: SealRequest[]): Promise<Sealed[]> {
    const [first, ...others] = requests
    if (first && others.length === 0 && first.sizeBytes < smallResultBytes) return [await this.#small.add(first)]
    return (await this.#io.call('seal', requests)).map((outcome) => {
      if (outcome.ok) return outcome.value
      throw Fault.fromWire(outcome.fault)
    })
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#small[Symbol.asyncDispose]()
  }
}
