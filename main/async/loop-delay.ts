import { monitorEventLoopDelay } from 'node:perf_hooks'
import type { Clock } from './clock.ts'

export interface LoopDelayMs {
  /** Over about the last minute. */
  p50: number
  p99: number
  max: number
  /** The longest ever seen. */
  longest: number
}

/** How often it measures. A finer resolution costs wake-ups, and a delay below this bothers nobody. */
const resolutionMs = 10
const windowMs = 60_000

/** Measures how long this thread's event loop is blocked. Its timer does not keep the process alive. */
export class LoopDelay implements Disposable {
  readonly #histogram = monitorEventLoopDelay({ resolution: resolutionMs })
  readonly #clock: Clock
  #windowStartMs: number
  #longestMs = 0

  constructor({ clock }: { clock: Clock }) {
    this.#clock = clock
    this.#windowStartMs = clock.monotonicMs()
    this.#histogram.enable()
  }

  /** How many measurements the present window has. */
  get samples(): number {
    return this.#histogram.count
  }

  /** Reading starts a new window once the present one is a minute old. */
  read(): LoopDelayMs {
    const delays = this.#histogram
    const [p50, p99, max] = [delays.percentile(50), delays.percentile(99), delays.max].map(delayMsOf) as [
      number,
      number,
      number,
    ]
    this.#longestMs = Math.max(this.#longestMs, max)
    if (this.#clock.monotonicMs() - this.#windowStartMs >= windowMs) this.#startWindow()
    return { p50, p99, max, longest: this.#longestMs }
  }

  [Symbol.dispose](): void {
    this.#histogram.disable()
  }

  #startWindow(): void {
    this.#windowStartMs = this.#clock.monotonicMs()
    this.#histogram.reset()
  }
}

/** Node records the nanoseconds between two ticks of its timer, so the delay is what exceeds the interval. */
function delayMsOf(tickNs: number): number {
  return Math.max(0, tickNs / 1e6 - resolutionMs)
}
