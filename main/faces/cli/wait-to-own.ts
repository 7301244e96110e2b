import { retry } from '../../async/backoff.ts'
import type { Clock } from '../../async/clock.ts'
import { isAway } from './open-engine.ts'

/** Longer than a usual run needs to finish the files in hand. */
const waitMs = 60_000
const shortestPauseMs = 100
const longestPauseMs = 2_000

interface Waiting {
  signal: AbortSignal
  clock: Clock
  /** Told once, when it has to be waited. */
  onWait: () => void
}

/** Tries to `own` the engine until no other process has it, for a minute; then rejects with the last `state-busy`. Rejects at once with other faults. */
export function waitToOwn<T>(own: () => Promise<T>, { signal, clock, onWait }: Waiting): Promise<T> {
  const untilMs = clock.monotonicMs() + waitMs
  return retry(own, {
    signal,
    clock,
    attempts: 1 + waitMs / shortestPauseMs,
    baseMs: shortestPauseMs,
    capMs: longestPauseMs,
    retryable: (error) => isAway(error) && clock.monotonicMs() < untilMs,
    onRetry: ({ attempt }) => attempt === 1 && onWait(),
  })
}
