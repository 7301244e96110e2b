import type { Clock } from '../../async/clock.ts'

const lookEveryMs = 10_000
/**
 * A watch that is not kept ends when its command has not asked for it in more than so many looks, a minute: it is gone. Looks are counted and not time:
 * while this program is halted, or the machine sleeps, nobody can ask, and one look is missed at most.
 */
const looksMost = 6

interface LeaseParts {
  clock: Clock
  /** Ends the watch. One that cannot be ended is given up: it is not asked for again. */
  end: (watch: string) => Promise<void>
}

/** Watches that a command has begun: each lives as long as somebody goes on asking for it. Disposing it ends none. */
export class WatchLeases implements Disposable {
  readonly #parts: LeaseParts
  /** How many looks have passed since each was last asked for. */
  readonly #looksSince = new Map<string, number>()
  #nextLook: Disposable
  #isDisposed = false

  constructor(parts: LeaseParts) {
    this.#parts = parts
    this.#nextLook = this.#lookLater()
  }

  begin(watch: string): void {
    this.#looksSince.set(watch, 0)
  }

  /** Somebody asked for it; nothing where it has no lease. */
  renew(watch: string): void {
    if (this.#looksSince.has(watch)) this.begin(watch)
  }

  drop(watch: string): void {
    this.#looksSince.delete(watch)
  }

  [Symbol.dispose](): void {
    this.#isDisposed = true
    this.#nextLook[Symbol.dispose]()
  }

  #lookLater(): Disposable {
    return this.#parts.clock.after(lookEveryMs, () => void this.#look())
  }

  /** The next begins when this one is through: an end waits for the files in hand. */
  async #look(): Promise<void> {
    for (const [watch, looks] of this.#looksSince) this.#looksSince.set(watch, looks + 1)
    // Looked up in turn: an end takes its time, in which somebody may ask for the next.
    for (const [watch, looks] of this.#looksSince)
      if (looks > looksMost) await this.#parts.end(watch).catch(() => this.drop(watch))
    if (!this.#isDisposed) this.#nextLook = this.#lookLater()
  }
}
