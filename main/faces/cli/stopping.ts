import type { Client } from '../../../contract/client.ts'
import { Fault } from '../../../contract/fault.ts'
import { isAway } from './open-engine.ts'
import type { BatchView } from './show/batch-view.ts'
import { countOf } from './show/words.ts'
import type { World } from './world.ts'

type Manner = 'finish' | 'now'

interface Governed {
  client: Client
  view: BatchView
  /** How many files are in hand right now, for the sentence. */
  inHand: () => number
}

/**
 * While held, a request to stop cancels this one batch and nothing else: the first lets the files in hand finish, the second stops now,
 * the third leaves at once. Whoever follows the batch learns from its events when it is over.
 */
export class Stopping implements Disposable {
  readonly #world: World
  readonly #governed: Governed
  readonly #beginning = new AbortController()
  readonly #taking: Disposable
  #batchId: string | undefined
  #wanted: Manner | undefined

  constructor(world: World, governed: Governed) {
    this.#world = world
    this.#governed = governed
    this.#taking = world.interrupts.take((nth) => this.#requested(nth))
  }

  /** For the time before there is a batch to cancel: aborts at the second request. */
  get beginning(): AbortSignal {
    return this.#beginning.signal
  }

  /** The batch has begun; a request that came before is carried out now. */
  began(batchId: string): void {
    this.#batchId = batchId
    if (this.#wanted) void this.#cancel(this.#wanted)
  }

  [Symbol.dispose](): void {
    this.#taking[Symbol.dispose]()
  }

  #requested(nth: number): void {
    if (nth > 2) return this.#world.exit(this.#world.interrupts.exitCode ?? 1)
    this.#wanted = nth === 1 ? 'finish' : 'now'
    if (this.#batchId) void this.#cancel(this.#wanted)
    else if (nth === 2) this.#beginning.abort()
  }

  async #cancel(how: Manner): Promise<void> {
    const { client, view } = this.#governed
    view.say(how === 'finish' ? this.#finishing() : 'Stopping now and removing what is half made.')
    try {
      // No deadline: finishing takes as long as the files in hand need, and the second request is the way to hurry it.
      await client.ask('batch.cancel', { batch: this.#batchId ?? '', how }, { signal: new AbortController().signal })
    } catch (error) {
      if (!isAway(error)) view.say(Fault.from(error, this.#batchId ?? '').message)
    }
  }

  #finishing(): string {
    const files = this.#governed.inHand()
    const first =
      files === 0 ? 'Taking no more files.' : `Finishing the ${countOf(files, 'file')} in hand, taking no more.`
    return `${first} Ctrl-C again stops at once.`
  }
}
