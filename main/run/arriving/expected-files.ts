import type { BatchSnapshot } from '../../../contract/event.ts'
import { onAbort } from '../../async/abort-listener.ts'
import type { Clock } from '../../async/clock.ts'
import { ArrivalFeed } from '../admitting/arrival-feed.ts'
import type { BatchContext } from '../batch-context.ts'
import { retakenEntries } from '../admitting/retaken.ts'
import { type Arrived, FileOrder } from './file-order.ts'

/** A sender that is there says so every twenty seconds; a page in the background may be let to do it once a minute. */
export const silentMs = 90_000
/** Since the sender was last heard. Long enough for a line or a laptop to come back. */
export const closesAfterMs = 10 * 60_000
const takenAtOnce = 64

export interface Announced {
  files: number
  bytes: number
  clock: Clock
  /** Told when a batch was done with them, or given up by a person: nothing is expected any more. */
  onOver: () => void
}

/** A batch that takes files as they come. */
export interface Taking {
  batch: Pick<BatchContext, 'parts' | 'record'>
  finished: Promise<Pick<BatchSnapshot, 'state'>>
}

/**
 * The files of one folder that are on their way to it. A batch over that folder takes each as soon as it and those before it are there, and ends when
 * all are, when somebody says so, or some time after the sender was last heard: then with what has come.
 */
export class ExpectedFiles {
  readonly #announced: Announced
  readonly #order: FileOrder
  #change = Promise.withResolvers<void>()
  #heardMs: number
  #isGone = true

  constructor(announced: Announced) {
    this.#announced = announced
    this.#order = new FileOrder(announced.files)
    this.#heardMs = announced.clock.monotonicMs()
  }

  /** Everything that was announced has come. */
  get isWhole(): boolean {
    return this.#order.arrived === this.#order.files
  }

  /** One is whole. */
  arrive(file: Arrived): void {
    if (this.#order.arrive(file)) this.#look()
  }

  /** Those that could not be sent, all of them: the others do not wait for them. They may come later all the same. */
  giveUp(nths: Iterable<number>): void {
    this.#order.giveUp(nths)
    this.#look()
  }

  /** The sender gave a sign of life, or said that it is leaving. */
  hear({ leaving }: { leaving: boolean }): void {
    this.#heardMs = this.#announced.clock.monotonicMs()
    this.#isGone = leaving
  }

  /** No more is waited for. */
  close(): void {
    this.#order.close()
    this.#look()
  }

  /** As faces are told; undefined when nothing is waited for. */
  told(): BatchSnapshot['arriving'] {
    const { files, bytes, clock } = this.#announced
    if (this.#order.isOver) return undefined
    const { arrived, arrivedBytes } = this.#order
    const silenceMs = clock.monotonicMs() - this.#heardMs
    const isSilent = this.#isGone || silenceMs > silentMs
    const closesMs = isSilent ? roundedMs(clock.nowMs() - silenceMs + closesAfterMs) : null
    return { files, bytes, arrived, arrivedBytes, closesMs }
  }

  /** What a batch that begins now takes, from the first file on. */
  newFeed(): ArrivalFeed {
    this.#order.rewind()
    this.#heardMs = this.#announced.clock.monotonicMs()
    return new ArrivalFeed(() => {})
  }

  /** Fills the feed until nothing more is expected, or the batch is over or at rest. */
  async fill(feed: ArrivalFeed, { batch, finished }: Taking): Promise<void> {
    const ending = new AbortController()
    const filling = this.#fill(feed, batch, ending.signal).catch((error: unknown) => feed.fail(error))
    using _ = this.#closeWhenSilent()
    const { state } = await finished
    ending.abort()
    await filling
    if (state === 'finished' || state === 'cancelled') this.#announced.onOver()
  }

  async #fill(feed: ArrivalFeed, batch: Taking['batch'], signal: AbortSignal): Promise<void> {
    using _ = onAbort(signal, () => this.#look())
    while (!signal.aborted) {
      const paths = this.#order.take(takenAtOnce).map((source) => ({ source }))
      if (paths.length > 0) await feed.put(await retakenEntries(paths, batch), { signal })
      else if (this.#order.isOver) return feed.close()
      else await this.#change.promise
    }
  }

  #look(): void {
    this.#change.resolve()
    this.#change = Promise.withResolvers()
  }

  #closeWhenSilent(): Disposable {
    const { clock } = this.#announced
    let timer: Disposable
    const wait = (ms: number): Disposable =>
      clock.after(ms, () => {
        const leftMs = this.#heardMs + closesAfterMs - clock.monotonicMs()
        if (leftMs <= 0) this.close()
        else timer = wait(leftMs)
      })
    timer = wait(closesAfterMs)
    return { [Symbol.dispose]: () => timer[Symbol.dispose]() }
  }
}

/** Two readings of two clocks differ a little each time, and nobody counts these milliseconds. */
function roundedMs(ms: number): number {
  return Math.round(ms / 1000) * 1000
}
