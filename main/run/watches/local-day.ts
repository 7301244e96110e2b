/** The local calendar day of an instant, e.g. `2026-01-31`. */
export function localDay(epochMs: number): string {
  const at = new Date(epochMs)
  const two = (value: number): string => String(value).padStart(2, '0')
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`
}

/** The instant at which the local day of this one began. */
export function startOfDayMs(epochMs: number): number {
  return new Date(epochMs).setHours(0, 0, 0, 0)
}
