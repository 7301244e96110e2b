/** One of the extra fields of an entry, by its number. */
export function extraField(extra: Buffer, id: number): Buffer | undefined {
  for (let at = 0; at + 4 <= extra.length; at += 4 + extra.readUInt16LE(at + 2)) {
    if (extra.readUInt16LE(at) === id) return extra.subarray(at + 4, at + 4 + extra.readUInt16LE(at + 2))
  }
  return undefined
}

/**
 * When the content was changed, in epoch milliseconds of the world's time, as programs of Windows and Unix add it. `clockMs`: what the clock there
 * showed, to the day; it tells which of two times is meant that a field of four bytes cannot tell apart.
 */
export function modifiedOf(extra: Buffer, clockMs: number): number | undefined {
  return ntfsTime(extraField(extra, 0x000a)) ?? unixTime(extraField(extra, 0x5455), clockMs)
}

const wrapSeconds = 2 ** 32
const wrapsFrom = Date.UTC(2038, 0, 1)

/** Seconds. Before 1970 they are negative, and from 2038 on they should not be. */
function unixTime(field: Buffer | undefined, clockMs: number): number | undefined {
  if (!field || field.length < 5 || ((field[0] ?? 0) & 1) === 0) return undefined
  const seconds = field.readInt32LE(1)
  return (seconds < 0 && clockMs >= wrapsFrom ? seconds + wrapSeconds : seconds) * 1000
}

/** From 1601 to 1970. */
export const ntfsEpochMs = 11_644_473_600_000n

/** The first attribute there is has three times, of which the first is that of the content, in steps of 100 nanoseconds. */
function ntfsTime(field: Buffer | undefined): number | undefined {
  if (!field || field.length < 16 || field.readUInt16LE(4) !== 1) return undefined
  const steps = field.readBigUInt64LE(8)
  return steps === 0n ? undefined : Number(steps / 10_000n - ntfsEpochMs)
}
