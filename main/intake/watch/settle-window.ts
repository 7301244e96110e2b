/** Copying at this speed is as slow as a person would still call going on: a large file gets the time a hiccup of such a copy takes. */
const bytesPerMs = 100_000
/** No window is longer than this many times the one asked for. */
const mostTimes = 15

/**
 * How long a file of this size has to stay as it is before it counts as whole: what was asked for, and longer the larger it is. An empty one was
 * most likely just made, so it is given the longest window.
 */
export function settleWindowMs(sizeBytes: number, settleMs: number): number {
  if (sizeBytes === 0) return settleMs * mostTimes
  return Math.min(settleMs * mostTimes, settleMs + sizeBytes / bytesPerMs)
}
