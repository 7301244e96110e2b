import { Waiter } from './waiter.ts'
import { Release } from './release.ts'

/** Time and randomness, passed in: other code of the engine reads no clock, sets no timers and makes no random numbers. */
export interface Clock {
  /** Wall-clock time in epoch milliseconds. It may jump either way, so use it only to show and record. */
  nowMs(): number
  /** Milliseconds from an arbitrary start, with fractions. It never goes back; use it to measure. */
  monotonicMs(): number
  /** A random number from 0 to below 1. */
  random(): number
  /** Resolves after `ms`; rejects with the signal's reason as soon as that aborts. */
  sleep(ms: number, options: { signal: AbortSignal }): Promise<void>
  /** Calls `fn` once after `ms`, however long that is, unless disposed before. With `Infinity` it never calls. */
  after(ms: number, fn: () => void): Disposable
}

/** The real clock. A pending timer keeps the process alive: none is unref'd. */
export const systemClock: Clock = {
  nowMs: () => Date.now(),
  monotonicMs: () => performance.now(),
  random: () => Math.random(),
  sleep: (ms, { signal }) => sleepOn(systemClock, ms, signal),
  after: (ms, fn) => (ms <= longestTimerMs ? setTimeout(fn, ms) : longTimer(ms, fn)),
}

/** `sleep` for any clock that has `after`. */
export function sleepOn(clock: Pick<Clock, 'after'>, ms: number, signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.reject(signal.reason)
  const waiter = new Waiter<void>(signal, () => timer[Symbol.dispose]())
  const timer = clock.after(ms, () => waiter.resolve())
  return waiter.promise
}

/** The wall-clock time of an earlier monotonic reading. The age it implies is right even if the wall clock has jumped since. */
export function epochMsOf(clock: Clock, monotonicMs: number): number {
  return clock.nowMs() - (clock.monotonicMs() - monotonicMs)
}

/** Node fires longer timers after 1 ms. https://nodejs.org/api/timers.html#settimeoutcallback-delay-args */
const longestTimerMs = 2 ** 31 - 1

function longTimer(ms: number, fn: () => void): Disposable {
  let timer = setTimeout(goOn, longestTimerMs)
  function goOn(): void {
    ms -= longestTimerMs
    timer = ms <= longestTimerMs ? setTimeout(fn, ms) : setTimeout(goOn, longestTimerMs)
  }
  return new Release(() => clearTimeout(timer))
}
