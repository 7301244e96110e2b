import { ClosedError } from './closed-error.ts'
import { Fifo } from './fifo.ts'
import { Waiter } from './waiter.ts'

interface Putter<T> {
  item: T
  waiter: Waiter<void>
}

/**
 * A queue between producers and consumers that holds at most `capacity` items. When it is full, producers wait; when it is empty, consumers wait.
 * Items come out in the order they were put, each to one taker. Waiting takers and putters are served in the order they asked.
 */
export class BoundedQueue<T extends object | string | number | boolean | bigint | symbol> {
  readonly capacity: number
  #items = new Fifo<T>()
  readonly #putters = new Fifo<Putter<T>>()
  readonly #takers = new Fifo<Waiter<T | undefined>>()
  /** Why the queue accepts no more items; undefined while it does. */
  #refusal: { reason: unknown } | undefined
  #failed = false

  constructor({ capacity }: { capacity: number }) {
    if (!(capacity >= 1)) throw new RangeError('a queue needs room for at least one item')
    this.capacity = capacity
  }

  get size(): number {
    return this.#items.size
  }

  /** Resolves once the item is in. If it rejects (aborted, `ClosedError`, or the error of `fail`), the item was not put and never will be. */
  async put(item: T, { signal }: { signal: AbortSignal }): Promise<void> {
    signal.throwIfAborted()
    if (this.tryPut(item)) return
    const waiter = new Waiter<void>(signal, () => this.#putters.remove(place))
    const place = this.#putters.push({ item, waiter })
    await waiter.promise
  }

  /** Puts the item if there is room now, and returns whether it did. Throws `ClosedError` or the error of `fail`. */
  tryPut(item: T): boolean {
    if (this.#refusal) throw this.#refusal.reason
    const taker = this.#takers.shift()
    if (taker) taker.resolve(item)
    else if (this.#items.size < this.capacity) this.#items.push(item)
    else return false
    return true
  }

  /** Takes the oldest item; `undefined` once the queue is closed and empty. Rejects with the error of `fail`, or when aborted, and then has taken nothing. */
  async take({ signal }: { signal: AbortSignal }): Promise<T | undefined> {
    signal.throwIfAborted()
    if (this.#failed) throw this.#refusal?.reason
    const item = this.#items.shift()
    if (item === undefined) return this.#refusal ? undefined : this.#waitForItem(signal)
    this.#letIn()
    return item
  }

  /** Takes items until the queue is closed and empty. Leaving the loop early leaves the rest to others. */
  async *items(options: { signal: AbortSignal }): AsyncGenerator<T, void, undefined> {
    for (let item = await this.take(options); item !== undefined; item = await this.take(options)) yield item
  }

  /** Closes the queue: takers drain what is left and then end; putters, also those that wait, get `ClosedError`. */
  close(): void {
    this.#refuse(new ClosedError('queue'))
    for (const taker of this.#takers.drain()) taker.resolve(undefined)
  }

  /** Ends the queue with an error for everybody, present and future, and drops what is left in it. Only the first error counts. */
  fail(error: unknown): void {
    if (this.#failed) return
    this.#failed = true
    this.#refusal = undefined
    this.#refuse(error)
    this.#items = new Fifo()
    for (const taker of this.#takers.drain()) taker.reject(error)
  }

  #waitForItem(signal: AbortSignal): Promise<T | undefined> {
    const waiter = new Waiter<T | undefined>(signal, () => this.#takers.remove(place))
    const place = this.#takers.push(waiter)
    return waiter.promise
  }

  #letIn(): void {
    const putter = this.#putters.shift()
    if (!putter) return
    this.#items.push(putter.item)
    putter.waiter.resolve()
  }

  #refuse(reason: unknown): void {
    if (this.#refusal) return
    this.#refusal = { reason }
    for (const putter of this.#putters.drain()) putter.waiter.reject(reason)
  }
}
