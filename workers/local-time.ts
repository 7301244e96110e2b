/**
 * `2024:05:01 12:00:00`, as tags have it, in the form of dates. Cameras whose clock was never set write zeros or blanks, and broken ones a 31 February:
 * that tells nothing.
 */
export function localTime(text: string = ''): string | null {
  const [, year, month, day, time] = /^(\d{4}):(\d\d):(\d\d) (\d\d:\d\d:\d\d)/.exec(text) ?? []
  const local = `${year}-${month}-${day}T${time}`
  const instant = Date.parse(`${local}Z`)
  const isThere = instant >= earliest && new Date(instant).toISOString().startsWith(local)
  return isThere ? local : null
}

/** Photos on paper were dated back to the first one. */
const earliest = Date.UTC(1826, 0, 1)
