/**
 * Hours up to twelve, as a computer in China or America writes the time into the name of a screenshot, and up to 24. A small `am` before a word is
 * German: `am See`.
 */
const times = [
  String.raw`(?<half>[\u4e0a\u4e0b])\u5348(?<twelve>0?\d|1[0-2])[.:](?<minute>[0-5]\d)(?:[.:](?<second>[0-5]\d))?`,
  String.raw`(?<twelve>0?[1-9]|1[0-2])[-_.:h]?(?<minute>[0-5]\d)(?:[-_.:m]?(?<second>[0-5]\d))?[\s_]?(?<half>[APap])[Mm](?![A-Za-z])(?<!am(?=[\s_][A-Za-z\u00c0-\u017e]))`,
  String.raw`(?<hour>[01]\d|2[0-3])[-_.:h]?(?<minute>[0-5]\d)(?:[-_.:m]?(?<second>[0-5]\d))?\d{0,3}`,
].join('|')

/** What computers put between the day and the time of a screenshot, and WhatsApp of a picture, in the language of the one who has them. */
const joints = ['at', 'um', 'à', 'a las', 'alle', 'om', 'às', 'kl.', 'o', 'в'].join('|').replaceAll('.', String.raw`\.`)

/** A day as cameras, phones and people put it into names, alone or with the time behind it: `IMG_20240501_120000`, `2024-05-01 12.00.00`. */
const pattern = new RegExp(
  String.raw`(?<!\d)(?<year>(?:19|20)\d\d)(?<mark>[-_. ]?)(?<month>0[1-9]|1[0-2])\k<mark>(?<day>0[1-9]|[12]\d|3[01])(?:(?:[-_ T.]+|,? (?:${joints}) )(?:${times}))?(?!\d)`,
)

/** The time a file's name tells, as text without offset; a day alone is its beginning. Null where there is none. */
export function nameDate(name: string): string | null {
  const found = pattern.exec(name.normalize('NFC'))?.groups
  if (!found) return null
  const date = `${found['year']}-${found['month']}-${found['day']}`
  // 31 April is a number that looks like a day.
  const isDay = new Date(`${date}T00:00:00Z`).toISOString().startsWith(date)
  return isDay ? `${date}T${hourOf(found)}:${found['minute'] ?? '00'}:${found['second'] ?? '00'}` : null
}

/** Twelve is the first hour of either half of the day. */
function hourOf({ hour = '00', twelve, half = '' }: Partial<Record<string, string>>): string {
  if (twelve === undefined) return hour
  return String((Number(twelve) % 12) + (/[p下]/i.test(half) ? 12 : 0)).padStart(2, '0')
}
