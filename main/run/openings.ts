import { Fault } from '../../contract/fault.ts'
import { OneByOne } from '../async/one-by-one.ts'
import { waitFor } from '../async/wait-for.ts'
import { Release } from '../async/release.ts'

/** Gives up waiting; what has its turn by then is done all the same. */
export interface Waits {
  signal: AbortSignal
}

/** Batches are opened one after the other, so that two faces asking for the same get the same, and none that somebody keeps closed. */
export class Openings {
  readonly #turns = new OneByOne()
  #isOver = false
  /** When each batch that is kept closed is free again, by its key. */
  readonly #kept = new Map<string, Promise<void>>()

  /** Runs `fn` while no batch is opened or kept closed, once nobody keeps that of the key closed. Fault `state-busy` once this is over. */
  async inTurn<T>(key: string, fn: () => T | Promise<T>, { signal }: Waits): Promise<T> {
    for (;;) {
      const kept = this.#kept.get(key)
      if (kept) await waitFor(kept, { signal })
      const done = await this.#turn(async () => {
        signal.throwIfAborted()
        return this.#kept.has(key) ? null : { value: await fn() }
      })
      if (done) return done.value
    }
  }

  /** Nobody opens the batch of the key until this is disposed. To be called in turn. */
  keepClosed(key: string): Disposable {
    const free = Promise.withResolvers<void>()
    this.#kept.set(key, free.promise)
    return new Release(() => {
      this.#kept.delete(key)
      free.resolve()
    })
  }

  /** Resolves when nothing is being opened any more. */
  async end(): Promise<void> {
    this.#isOver = true
    await this.#turns.idle()
  }

  #turn<T>(fn: () => Promise<T>): Promise<T> {
    return this.#turns.run(() => {
      if (this.#isOver) throw new Fault('state-busy', { subject: 'the engine', why: 'It is closing.' })
      return fn()
    })
  }
}
