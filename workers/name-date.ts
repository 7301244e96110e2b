/** A day as cameras, phones and people put it into names, alone or with the time behind it: `IMG_20240501_120000`, `2024-05-01 12.00.00`. */
const pattern =
  /(?<!\d)((?:19|20)\d\d)([-_. ]?)(0[1-9]|1[0-2])\2(0[1-9]|[12]\d|3[01])(?:(?:[-_ T.]+| at )([01]\d|2[0-3])[-_.:h]?([0-5]\d)(?:[-_.:m]?([0-5]\d))?\d{0,3})?(?!\d)/

/** The time a file's name tells, as text without offset; a day alone is its beginning. Null where there is none. */
export function nameDate(name: string): string | null {
  const [whole, year = '', , month = '', day = '', hour = '00', minute = '00', second = '00'] = pattern.exec(name) ?? []
  if (whole === undefined) return null
  const date = `${year}-${month}-${day}`
  // 31 April is a number that looks like a day.
  const isDay = new Date(`${date}T00:00:00Z`).toISOString().startsWith(date)
  return isDay ? `${date}T${hour}:${minute}:${second}` : null
}
