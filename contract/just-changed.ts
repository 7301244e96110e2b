/** Longer than any disk's clock takes for a step: two seconds on FAT. */
const youngMs = 3_000

/**
 * A long write sets the time when it begins, and two within a tick of the clock set the same: the time of a file that was changed just now does not
 * tell whether it is changed still.
 */
export function wasJustChanged(modifiedMs: number): boolean {
  return modifiedMs > Date.now() - youngMs
}
