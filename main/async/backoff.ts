import type { Clock } from './clock.ts'

export interface Retry {
  /** Which attempt has just failed, from 1. */
  attempt: number
  error: unknown
  /** How long until the next attempt. */
  delayMs: number
}

export interface RetryOptions {
  signal: AbortSignal
  /** The most calls of `fn`. */
  attempts: number
  /** The shortest pause; `capMs` is the longest that jitter makes. */
  baseMs: number
  capMs: number
  clock: Clock
  retryable: (error: unknown) => boolean
  /** What the other side asked for, as with HTTP's Retry-After. Never retries sooner, even beyond `capMs`; add a deadline where that matters. */
  retryAfterMs?: (error: unknown) => number | undefined
  /** Called before each pause. */
  onRetry?: (retry: Retry) => void
}

/**
 * Calls `fn` until it succeeds, fails for good (not `retryable`) or has failed `attempts` times; then rejects with its last error.
 * `fn` gets the number of the attempt, from 1. An abort between attempts or in a pause rejects with the signal's reason; stopping
 * a running attempt is up to `fn`.
 */
export async function retry<T>(fn: (attempt: number) => Promise<T>, options: RetryOptions): Promise<T> {
  const { signal, attempts, clock, baseMs, retryable, retryAfterMs, onRetry } = options
  let jitteredMs = baseMs
  for (let attempt = 1; ; attempt++) {
    signal.throwIfAborted()
    try {
      return await fn(attempt)
    } catch (error) {
      signal.throwIfAborted()
      if (attempt >= attempts || !retryable(error)) throw error
      jitteredMs = nextDelayMs(jitteredMs, options)
      const delayMs = Math.max(jitteredMs, retryAfterMs?.(error) ?? 0)
      onRetry?.({ attempt, error, delayMs })
      await clock.sleep(delayMs, { signal })
    }
  }
}

/**
 * Decorrelated jitter: between the base and three times the previous pause, at most the cap. Start with `baseMs` as the previous pause.
 * https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/
 */
export function nextDelayMs(
  previousMs: number,
  { baseMs, capMs, clock }: Pick<RetryOptions, 'baseMs' | 'capMs' | 'clock'>,
): number {
  return Math.min(capMs, baseMs + clock.random() * Math.max(0, previousMs * 3 - baseMs))
}
