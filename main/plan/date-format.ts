/** Longest parts first, so that no part is found inside another. */
const datePart = /YYYY|MM|DD|HH|mm|ss/g

type DateParts = Record<'YYYY' | 'MM' | 'DD' | 'HH' | 'mm' | 'ss', string>

/**
 * A date fact as a template asks for it. A number is an instant (epoch milliseconds) and is written in `zone`, an IANA
 * name or empty for the system's; so is text with an offset. Text without one, such as `2024-05-01T12:00:00`, is used as
 * written. Undefined when there is no such date.
 */
export function formatDate(
  value: number | string,
  { format, zone }: { format: string; zone: string },
): string | undefined {
  const parts = typeof value === 'string' ? partsOfText(value, zone) : partsOfInstant(value, zone)
  return parts && format.replace(datePart, (part) => parts[part as keyof DateParts])
}

/** ISO 8601, also in the spelling of EXIF (`2024:05:01 12:00:00`). */
const writtenDate =
  /^(?<YYYY>\d{4})[-:](?<MM>\d\d)[-:](?<DD>\d\d)(?:[T ](?<HH>\d\d):(?<mm>\d\d)(?::(?<ss>\d\d))?)?(?:\.\d+)?(?<offset>Z|[+-]\d\d:?\d\d)?$/

function partsOfText(text: string, zone: string): DateParts | undefined {
  const { offset, ...given } = writtenDate.exec(text.trim())?.groups ?? {}
  const parts = { YYYY: '', MM: '', DD: '', HH: '00', mm: '00', ss: '00', ...defined(given) }
  const instantMs = Date.parse(
    `${parts.YYYY}-${parts.MM}-${parts.DD}T${parts.HH}:${parts.mm}:${parts.ss}${offset ?? 'Z'}`,
  )
  if (Number.isNaN(instantMs)) return undefined
  if (offset !== undefined) return partsOfInstant(instantMs, zone)
  // The 31st of February is read as a day of March.
  return new Date(instantMs).getUTCDate() === Number(parts.DD) ? parts : undefined
}

function defined(groups: Record<string, string | undefined>): Partial<DateParts> {
  return Object.fromEntries(Object.entries(groups).filter(([, value]) => value !== undefined))
}

function partsOfInstant(instantMs: number, zone: string): DateParts | undefined {
  if (!(Math.abs(instantMs) <= 8.64e15)) return undefined
  const parts = new Map(
    formatterOf(zone)
      .formatToParts(instantMs)
      .map(({ type, value }) => [type, value]),
  )
  const part = (type: Intl.DateTimeFormatPartTypes, digits: number) => (parts.get(type) ?? '').padStart(digits, '0')
  return {
    YYYY: part('year', 4),
    MM: part('month', 2),
    DD: part('day', 2),
    HH: part('hour', 2),
    mm: part('minute', 2),
    ss: part('second', 2),
  }
}

/** Making a formatter costs a hundred times as much as using it; there are only so many zones. */
const formatters = new Map<string, Intl.DateTimeFormat>()

function formatterOf(zone: string): Intl.DateTimeFormat {
  const known = formatters.get(zone)
  if (known !== undefined) return known
  const formatter = new Intl.DateTimeFormat('en-u-ca-gregory-nu-latn', {
    ...(zone === '' ? {} : { timeZone: zone }),
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
  })
  formatters.set(zone, formatter)
  return formatter
}
