import type { Clock } from '../../async/clock.ts'

/** The wall clock jumps by more than this when the machine has slept. */
const sleptMs = 10_000

/** Answers with whether the machine has slept since this was called, to be asked when `mostMs` have passed at the most. */
export function sleptSince(clock: Clock, mostMs: number): () => boolean {
  const wallMs = clock.nowMs()
  const monotonicMs = clock.monotonicMs()
  return () => {
    const passedMs = clock.monotonicMs() - monotonicMs
    return clock.nowMs() - wallMs - passedMs > sleptMs || passedMs > sleptMs + mostMs
  }
}
