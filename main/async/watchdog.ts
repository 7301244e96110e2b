import { type Clock, epochMsOf } from './clock.ts'
import { LoopDelay, type LoopDelayMs } from './loop-delay.ts'
import type { Party } from './party.ts'
import { Release } from './release.ts'

export interface SlowOperation extends Party {
  /** How long it has been running. */
  ms: number
}

export interface WatchdogReport {
  /** Longest first. */
  waiting: Party[]
  /** Longest first. */
  slow: SlowOperation[]
  loopDelayMs: LoopDelayMs
}

/** Something that is running, and since when by the monotonic clock. */
export interface Operation {
  who: string
  what: string
  startedMs: number
}

/** Reports at any moment who waits for what, what takes long, and whether the event loop is blocked. It only looks and ends nothing. */
export class Watchdog implements Disposable {
  readonly #operations = new Set<() => Operation[]>()
  readonly #sources = new Set<() => Party[]>()
  readonly #loopDelay: LoopDelay
  readonly #clock: Clock
  readonly #slowMs: number

  /** `slowMs`: after how long a report calls an operation slow. */
  constructor({ clock, slowMs }: { clock: Clock; slowMs: number }) {
    this.#clock = clock
    this.#slowMs = slowMs
    this.#loopDelay = new LoopDelay({ clock })
  }

  /** Adds a source that says who waits, for example `() => permits.waiting()`, until disposed. */
  addSource(source: () => Party[]): Disposable {
    const asked = (): Party[] => source()
    this.#sources.add(asked)
    return new Release(() => void this.#sources.delete(asked))
  }

  /** Adds a source that says what is running, until disposed. It is only asked for a report, so operations cost nothing here. */
  addOperations(source: () => Operation[]): Disposable {
    const asked = (): Operation[] => source()
    this.#operations.add(asked)
    return new Release(() => void this.#operations.delete(asked))
  }

  #slow(): SlowOperation[] {
    const nowMs = this.#clock.monotonicMs()
    const slow = Array.from(this.#operations, (source) => source())
      .flat()
      .map(({ who, what, startedMs }) => ({
        who,
        what,
        sinceMs: epochMsOf(this.#clock, startedMs),
        ms: nowMs - startedMs,
      }))
      .filter(({ ms }) => ms >= this.#slowMs)
    return slow.sort((a, b) => b.ms - a.ms)
  }

  report(): WatchdogReport {
    const waiting = Array.from(this.#sources, (source) => source()).flat()
    waiting.sort((a, b) => a.sinceMs - b.sinceMs)
    return { waiting, slow: this.#slow(), loopDelayMs: this.#loopDelay.read() }
  }

  [Symbol.dispose](): void {
    this.#loopDelay[Symbol.dispose]()
  }
}
