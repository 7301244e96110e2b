import { onAbort } from './abort-listener.ts'

/**
 * Waits for something another party will hand over, until `signal` aborts: then it calls `leave`, and the promise
 * rejects with the signal's reason. Settles once. It removes its listener as soon as it settles, so one long-lived signal
 * can serve any number of waits. The signal must not be aborted yet.
 */
export class Waiter<T> {
  readonly promise: Promise<T>
  readonly #settlers = Promise.withResolvers<T>()
  readonly #listener: Disposable

  constructor(signal: AbortSignal, leave: () => void) {
    this.promise = this.#settlers.promise
    this.#listener = onAbort(signal, () => {
      leave()
      this.reject(signal.reason)
    })
  }

  resolve(value: T): void {
    this.#listener[Symbol.dispose]()
    this.#settlers.resolve(value)
  }

  reject(reason: unknown): void {
    this.#listener[Symbol.dispose]()
    this.#settlers.reject(reason)
  }
}
