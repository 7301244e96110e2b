/** From a thousand bytes on, each a thousand of the one before. */
export const sizeUnits = ['kB', 'MB', 'GB', 'TB', 'PB'] as const

/** Decimal, one decimal, the same in every language: `34.1 GB`; below a kilobyte `900 B`. */
export function sizeText(sizeBytes: number): string {
  if (sizeBytes < 1000) return `${Math.round(sizeBytes)} B`
  let amount = sizeBytes / 1000
  let unit = 0
  for (; amount >= 999.95 && unit < sizeUnits.length - 1; unit++) amount /= 1000
  return `${amount.toFixed(1)} ${sizeUnits[unit]}`
}

/** Two sizes, one of which is more than the other: to the byte where they would read alike. */
export function sizesApart(one: number, other: number): [string, string] {
  const told: [string, string] = [sizeText(one), sizeText(other)]
  return told[0] === told[1] ? [`${one} B`, `${other} B`] : told
}
