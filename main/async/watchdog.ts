import { type Clock, epochMsOf } from './clock.ts'
import { LoopDelay, type LoopDelayMs } from './loop-delay.ts'
import type { Party } from './party.ts'

export interface SlowOperation extends Party {
  /** How long it has been under way. */
  ms: number
}

export interface WatchdogReport {
  /** Longest first. */
  waiting: Party[]
  slow: SlowOperation[]
  loopDelayMs: LoopDelayMs
}

interface Operation {
  who: string
  what: string
  startedMs: number
}

/** Answers, at any moment: who waits for what, what takes long, and is the event loop held up. It only looks; it ends nothing. */
export class Watchdog implements Disposable {
  readonly #operations = new Set<Operation>()
  readonly #sources = new Set<() => Party[]>()
  readonly #loopDelay: LoopDelay
  readonly #clock: Clock
  readonly #slowMs: number

  /** `slowMs`: from when on a report calls an operation slow. */
  constructor({ clock, slowMs }: { clock: Clock; slowMs: number }) {
    this.#clock = clock
    this.#slowMs = slowMs
    this.#loopDelay = new LoopDelay({ clock })
  }

  /** An operation is under way until the answer is disposed. */
  track({ what, who }: { what: string; who: string }): Disposable {
    const operation = { what, who, startedMs: this.#clock.monotonicMs() }
    this.#operations.add(operation)
    return { [Symbol.dispose]: () => void this.#operations.delete(operation) }
  }

  /** Adds somebody to ask who waits, e.g. `() => permits.waiting()`, until the answer is disposed. */
  addSource(source: () => Party[]): Disposable {
    const asked = (): Party[] => source()
    this.#sources.add(asked)
    return { [Symbol.dispose]: () => void this.#sources.delete(asked) }
  }

  /** Operations under way for at least `thresholdMs`, longest first. */
  slow(thresholdMs: number): SlowOperation[] {
    const slow: SlowOperation[] = []
    const nowMs = this.#clock.monotonicMs()
    // Sets keep the order of adding, so the oldest come first and the first young one ends the search.
    for (const { who, what, startedMs } of this.#operations) {
      if (nowMs - startedMs < thresholdMs) break
      slow.push({ who, what, sinceMs: epochMsOf(this.#clock, startedMs), ms: nowMs - startedMs })
    }
    return slow
  }

  report(): WatchdogReport {
    const waiting = Array.from(this.#sources, (source) => source()).flat()
    waiting.sort((a, b) => a.sinceMs - b.sinceMs)
    return { waiting, slow: this.slow(this.#slowMs), loopDelayMs: this.#loopDelay.read() }
  }

  [Symbol.dispose](): void {
    this.#loopDelay[Symbol.dispose]()
  }
}
