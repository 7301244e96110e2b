import type { Clock } from '../../async/clock.ts'
import { regularly } from '../../async/regularly.ts'

/** A watch that is not kept ends when its command has not asked for it for so long: it is gone. */
const leaseMs = 60_000
const checkMs = 10_000

interface LeaseParts {
  clock: Clock
  /** Ends the watch. One that cannot be ended is given up: it is not asked for again. */
  end: (watch: string) => Promise<void>
}

/** Watches that a command has begun: each lives as long as somebody goes on asking for it. Disposing it ends none. */
export class WatchLeases implements Disposable {
  readonly #parts: LeaseParts
  /** When each was last asked for; monotonic. */
  readonly #askedMs = new Map<string, number>()
  readonly #check: Disposable

  constructor(parts: LeaseParts) {
    this.#parts = parts
    this.#check = regularly(checkMs, () => void this.#endOld())
  }

  begin(watch: string): void {
    this.#askedMs.set(watch, this.#parts.clock.monotonicMs())
  }

  /** Somebody asked for it; nothing where it has no lease. */
  renew(watch: string): void {
    if (this.#askedMs.has(watch)) this.begin(watch)
  }

  drop(watch: string): void {
    this.#askedMs.delete(watch)
  }

  [Symbol.dispose](): void {
    this.#check[Symbol.dispose]()
  }

  async #endOld(): Promise<void> {
    const { clock, end } = this.#parts
    const nowMs = clock.monotonicMs()
    for (const [watch, askedMs] of this.#askedMs)
      if (nowMs - askedMs > leaseMs) await end(watch).catch(() => this.drop(watch))
  }
}
