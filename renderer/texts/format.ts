import { sizeUnits } from '../../contract/size-text.ts'
import { type Units, unitsOf } from './units.ts'

const minuteMs = 60_000
const hourMs = 3_600_000
const dayMs = 86_400_000

/** How numbers, sizes and times are written in one language. Sizes are decimal, estimates are the caller's words around these. */
export interface Format {
  count: (n: number) => string
  /** `1,249.5`: any number, with no more than two decimals. */
  number: (n: number) => string
  /** `4.8 MB`; one decimal below a hundred. */
  bytes: (n: number) => string
  /** Before a larger size, without the unit where that has the same: `1.5` of `6.2 GB`. */
  bytesBefore: (n: number, larger: number) => string
  /** `41.6`; one decimal below a hundred. */
  rate: (n: number) => string
  percent: (fraction: number) => string
  /** `0.3%`: of what is mostly small. */
  share: (fraction: number) => string
  /** A time somebody waits for: `48 s`, `3 min 06 s`, `1 h 04 min`. */
  duration: (ms: number) => string
  /** A time somebody estimates: `31 seconds`, `2 min`, `1 h 10 min`. */
  rough: (ms: number) => string
  /** A time a step took: `38 ms`, `1.12 s`, `14.2 s`, `2 min 04 s`. */
  work: (ms: number) => string
  /** A time a file took, to be compared with others: `0.42 s`, `14.2 s`. */
  seconds: (ms: number) => string
  clock: (atMs: number) => string
  clockSeconds: (atMs: number) => string
  /** `Wednesday 18 November`, with the year when it is another one. */
  date: (atMs: number) => string
  /** `22 Nov`: for a scale. */
  day: (atMs: number) => string
  /** `Mon`: a day of the week. */
  weekday: (atMs: number) => string
  /** `Nov`: for a scale. */
  month: (atMs: number) => string
  /** `12 failed, 3 skipped`: parts beside one another, with no word between the last two. */
  list: (parts: readonly string[]) => string
  /** The order of names in a list: as the language has it, and 2 before 10. */
  compare: (a: string, b: string) => number
}

/** Words in `language`, numbers and dates as `locale` writes them. */
export function formatFor(language: string, locale: string = language): Format {
  const whole = new Intl.NumberFormat(locale, { maximumFractionDigits: 0 })
  const one = new Intl.NumberFormat(locale, { minimumFractionDigits: 1, maximumFractionDigits: 1 })
  const two = new Intl.NumberFormat(locale, { minimumFractionDigits: 2, maximumFractionDigits: 2 })
  const any = new Intl.NumberFormat(locale, { maximumFractionDigits: 2 })
  const percent = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 0 })
  const share = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 1 })
  const rate = (n: number) => (n >= 99.95 || n === 0 ? whole : one).format(n)
  const units = unitsOf(language)
  const spent = (ms: number) =>
    ms < minuteMs ? units.s((ms < 9_995 ? two : one).format(ms / 1000)) : duration(ms, units)
  return {
    count: (n) => whole.format(n),
    number: (n) => any.format(n),
    bytes: (n) => bytes(n, { whole, rate }),
    bytesBefore: (n, larger) => withoutUnitOf(bytes(larger, { whole, rate }), bytes(n, { whole, rate })),
    rate,
    percent: (fraction) => percent.format(fraction),
    share: (fraction) => share.format(fraction),
    duration: (ms) => duration(ms, units),
    rough: (ms) => rough(ms, units),
    seconds: spent,
    work: (ms) => (ms < 1000 ? units.ms(whole.format(ms)) : spent(ms)),
    ...clocks(locale),
    list: (parts) => parts.join(units.comma),
    compare: new Intl.Collator(language, { numeric: true }).compare,
  }
}

function bytes(n: number, { whole, rate }: { whole: Intl.NumberFormat; rate: (n: number) => string }): string {
  if (n < 1000) return `${whole.format(n)} B`
  let value = n / 1000
  let nth = 0
  while (value >= 999.5 && nth < sizeUnits.length - 1) {
    value /= 1000
    nth++
  }
  return `${nth === 0 ? whole.format(value) : rate(value)} ${sizeUnits[nth]}`
}

function withoutUnitOf(larger: string, size: string): string {
  const unit = larger.slice(larger.lastIndexOf(' '))
  return size.endsWith(unit) ? size.slice(0, -unit.length) : size
}

function duration(ms: number, { s, min, minAlone, h }: Units): string {
  const seconds = Math.round(ms / 1000)
  if (seconds < 60) return s(seconds)
  const minutes = Math.floor(seconds / 60)
  if (minutes < 60) return `${min(minutes)} ${s(padded(seconds % 60))}`
  return `${h(Math.floor(minutes / 60))} ${minAlone(padded(minutes % 60))}`
}

function padded(n: number): string {
  return String(n).padStart(2, '0')
}

function rough(ms: number, { second, minAlone, h }: Units): string {
  if (ms < minuteMs) return second(Math.max(1, Math.round(ms / 1000)))
  if (ms < hourMs) return minAlone(Math.round(ms / minuteMs))
  const minutes = Math.round(ms / (10 * minuteMs)) * 10
  return `${h(Math.floor(minutes / 60))}${minutes % 60 > 0 ? ` ${minAlone(minutes % 60)}` : ''}`
}

function clocks(locale: string): Pick<Format, 'clock' | 'clockSeconds' | 'date' | 'day' | 'month' | 'weekday'> {
  const hour = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const
  const clock = new Intl.DateTimeFormat(locale, hour)
  const clockSeconds = new Intl.DateTimeFormat(locale, { ...hour, second: '2-digit' })
  const words = { weekday: 'long', day: 'numeric', month: 'long' } as const
  const date = new Intl.DateTimeFormat(locale, words)
  const dateYear = new Intl.DateTimeFormat(locale, { ...words, year: 'numeric' })
  const day = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short' })
  const weekday = new Intl.DateTimeFormat(locale, { weekday: 'short' })
  const month = new Intl.DateTimeFormat(locale, { month: 'short' })
  return {
    clock: (atMs) => clock.format(atMs),
    clockSeconds: (atMs) => clockSeconds.format(atMs),
    date: (atMs) => (sameYear(atMs, Date.now()) ? date : dateYear).format(atMs).replace(/^(\p{L}+),/u, '$1'),
    day: (atMs) => day.format(atMs),
    weekday: (atMs) => weekday.format(atMs),
    month: (atMs) => month.format(atMs),
  }
}

function sameYear(aMs: number, bMs: number): boolean {
  return new Date(aMs).getFullYear() === new Date(bMs).getFullYear()
}

/** Days before today, in local time: 0 today, 1 yesterday. */
export function daysAgo(atMs: number, nowMs: number): number {
  return Math.round((midnight(nowMs) - midnight(atMs)) / dayMs)
}

function midnight(atMs: number): number {
  return new Date(atMs).setHours(0, 0, 0, 0)
}
