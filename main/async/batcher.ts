import type { Clock } from './clock.ts'
import { ClosedError } from './closed-error.ts'
import { Fifo } from './fifo.ts'

export type Settled<O> = { ok: true; value: O } | { ok: false; error: unknown }

export interface BatcherOptions<I, O> {
  maxItems: number
  /** How long an item waits for others, unless it was added with a time of its own. */
  maxWaitMs: number
  /** The most a group may weigh, except for a single item that weighs more. */
  maxWeight?: number
  /** The weight of items added without one; by default 1. */
  weightOf?: (item: I) => number
  /** How many groups run at once. */
  concurrency: number
  clock: Clock
  /** Returns one outcome for each item, in order. If it throws or returns another number of outcomes, every item of the group fails with that. */
  run: (items: I[]) => Promise<Settled<O>[]>
}

interface Group<I, O> {
  items: I[]
  promises: PromiseWithResolvers<O>[]
  weight: number
  /** When the first of its items has waited long enough. */
  leavesMs: number
  /** Its time is up, or it was flushed: it leaves at the next free turn, and takes items until then. */
  due: boolean
}

/** Options of one item. */
export interface Adding {
  weight?: number
  /** How long it waits for others. */
  maxWaitMs?: number
}

/**
 * Gathers single items into groups and runs the groups. A group leaves when it is full, when one of its items has waited long enough, or on `flush()`.
 * While all turns are taken, groups keep filling, so the busier it is, the larger the groups.
 * Items keep their order within groups, and groups start in order. Every added item is run; to cancel one, let `run` reject it.
 * Only the callers bound how much waits, because each awaits its own outcome. `await using` flushes and waits for the last outcome.
 */
export class Batcher<I, O> implements AsyncDisposable {
  readonly #options: BatcherOptions<I, O>
  readonly #maxWeight: number
  readonly #full = new Fifo<Group<I, O>>()
  readonly #idle = Promise.withResolvers<void>()
  #open: Group<I, O> | undefined
  #timer: Disposable | undefined
  #running = 0
  #closed = false

  constructor(options: BatcherOptions<I, O>) {
    const { maxItems, concurrency, maxWeight = Infinity } = options
    if (!(maxItems >= 1 && concurrency >= 1)) throw new RangeError('maxItems and concurrency must be at least 1')
    this.#options = options
    this.#maxWeight = maxWeight
  }

  /** Settles with this item's own outcome; rejects with `ClosedError` after disposal. */
  add(item: I, { weight = this.#options.weightOf?.(item) ?? 1, maxWaitMs }: Adding = {}): Promise<O> {
    if (this.#closed) return Promise.reject(new ClosedError('batcher'))
    if (this.#open && this.#open.weight + weight > this.#maxWeight) this.#seal()
    const group = (this.#open ??= this.#openGroup())
    const outcome = Promise.withResolvers<O>()
    group.items.push(item)
    group.promises.push(outcome)
    group.weight += weight
    if (group.items.length >= this.#options.maxItems || group.weight >= this.#maxWeight) this.#seal()
    else this.#leaveWithin(group, maxWaitMs ?? this.#options.maxWaitMs)
    return outcome.promise
  }

  /** Ends the wait for more items: those added so far leave as soon as there is a turn. */
  flush(): void {
    if (!this.#open) return
    this.#open.due = true
    this.#startNext()
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#closed = true
    this.flush()
    this.#settleIfIdle()
    await this.#idle.promise
  }

  #openGroup(): Group<I, O> {
    return { items: [], promises: [], weight: 0, leavesMs: Infinity, due: false }
  }

  #leaveWithin(group: Group<I, O>, waitMs: number): void {
    const { clock } = this.#options
    const leavesMs = clock.monotonicMs() + waitMs
    if (leavesMs >= group.leavesMs) return
    group.leavesMs = leavesMs
    this.#timer?.[Symbol.dispose]()
    this.#timer = clock.after(waitMs, () => this.flush())
  }

  /** Closes the open group, which is full. */
  #seal(): void {
    this.#full.push(this.#takeOpen())
    this.#startNext()
  }

  #takeOpen(): Group<I, O> {
    const group = this.#open as Group<I, O>
    this.#open = undefined
    this.#timer?.[Symbol.dispose]()
    return group
  }

  #startNext(): void {
    while (this.#running < this.#options.concurrency) {
      const group = this.#full.shift() ?? (this.#open?.due ? this.#takeOpen() : undefined)
      if (!group) return
      void this.#run(group)
    }
  }

  async #run({ items, promises }: Group<I, O>): Promise<void> {
    this.#running++
    try {
      settle(promises, await this.#options.run(items))
    } catch (error) {
      for (const { reject } of promises) reject(error)
    }
    this.#running--
    this.#startNext()
    this.#settleIfIdle()
  }

  /** Once closed, groups wait only for a turn, so when no turn is taken nothing is left. */
  #settleIfIdle(): void {
    if (this.#closed && this.#running === 0) this.#idle.resolve()
  }
}

function settle<O>(promises: PromiseWithResolvers<O>[], outcomes: Settled<O>[]): void {
  if (outcomes.length !== promises.length) {
    throw new RangeError(`run answered ${outcomes.length} outcomes for ${promises.length} items`)
  }
  for (const [index, { resolve, reject }] of promises.entries()) {
    const outcome = outcomes[index] as Settled<O>
    if (outcome.ok) resolve(outcome.value)
    else reject(outcome.error)
  }
}
