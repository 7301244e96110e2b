const secondNs = 1_000_000_000n

/**
 * For calls that set times: never earlier than asked for, and later only by what a number of seconds cannot tell apart, 0.24 µs in our days. A copy is
 * then never older than its original, for those who compare, and what was copied once is copied on exactly. As seconds it is finer than as a date, but
 * Node takes seconds before 1970 for now.
 */
export function instantOf(toldNs: bigint, platform = process.platform): number | Date {
  const epochNs = platform === 'win32' ? signedNs(toldNs) : toldNs
  if (epochNs < 0n) return new Date(Number(epochNs) / 1e6)
  const about = Number(epochNs) / 1e9
  const step = stepAt(about)
  let seconds = Math.max(0, about - step)
  while (asSet(seconds) < epochNs) seconds += step
  return seconds
}

/** Node for Windows tells seconds without a sign: what was before 1970 seems to be 136 years later, and much more likely than after 2038. */
function signedNs(toldNs: bigint): bigint {
  return BigInt.asIntN(32, toldNs / secondNs) * secondNs + (toldNs % secondNs)
}

/** Between two numbers of this size. */
function stepAt(seconds: number): number {
  return 2 ** (Math.floor(Math.log2(Math.max(seconds, 1))) - 52)
}

/** What the system is told: the rest of a nanosecond is cut off. */
function asSet(seconds: number): bigint {
  const whole = Math.trunc(seconds)
  return BigInt(whole) * secondNs + BigInt(Math.trunc((seconds - whole) * 1e9))
}
