const minuteMs = 60_000
const hourMs = 3_600_000
const dayMs = 86_400_000

/** How numbers, sizes and times are written in one language. Sizes are decimal, estimates are the caller's words around these. */
export interface Format {
  count: (n: number) => string
  /** `4.8 MB`; one decimal below a hundred. */
  bytes: (n: number) => string
  /** `41.6`; one decimal below a hundred. */
  rate: (n: number) => string
  percent: (fraction: number) => string
  /** A time somebody waits for: `48 s`, `3 min 06 s`, `1 h 04 min`. */
  duration: (ms: number) => string
  /** A time somebody estimates: `31 seconds`, `2 min`, `1 h 10 min`. */
  rough: (ms: number) => string
  /** A time a step took: `38 ms`, `1.12 s`. */
  work: (ms: number) => string
  /** A time a file took, to be compared with others: `0.42 s`. */
  seconds: (ms: number) => string
  clock: (atMs: number) => string
  clockSeconds: (atMs: number) => string
  /** `Wednesday 18 November`, with the year when it is another one. */
  date: (atMs: number) => string
}

export function formatFor(language: string): Format {
  const whole = new Intl.NumberFormat(language, { maximumFractionDigits: 0 })
  const one = new Intl.NumberFormat(language, { minimumFractionDigits: 1, maximumFractionDigits: 1 })
  const two = new Intl.NumberFormat(language, { minimumFractionDigits: 2, maximumFractionDigits: 2 })
  const share = new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 0 })
  const rate = (n: number) => (n >= 99.95 || n === 0 ? whole : one).format(n)
  const unit = (n: number, name: string) => unitFormat(language, name).format(n)
  return {
    count: (n) => whole.format(n),
    bytes: (n) => bytes(n, { whole, rate }),
    rate,
    percent: (fraction) => share.format(fraction),
    duration: (ms) => duration(ms, unit),
    rough: (ms) => rough(ms, unit),
    seconds: (ms) => `${two.format(ms / 1000)} s`,
    work: (ms) => (ms < 1000 ? unit(Math.round(ms), 'millisecond') : `${two.format(ms / 1000)} s`),
    ...clocks(language),
  }
}

const sizeUnits = ['KB', 'MB', 'GB', 'TB', 'PB']

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

const unitFormats = new Map<string, Intl.NumberFormat>()

function unitFormat(language: string, unit: string): Intl.NumberFormat {
  const key = `${language} ${unit}`
  const known = unitFormats.get(key)
  if (known) return known
  const unitDisplay = unit === 'second-long' ? 'long' : 'short'
  const made = new Intl.NumberFormat(language, { style: 'unit', unit: unit.replace('-long', ''), unitDisplay })
  unitFormats.set(key, made)
  return made
}

type Unit = (n: number, name: string) => string

const seconds = (ms: number, unit: Unit) => unit(ms, 'second').replace(/ sec$/, ' s')
const hours = (n: number, unit: Unit) => unit(n, 'hour').replace(/ hr$/, ' h')

function duration(ms: number, unit: Unit): string {
  const s = Math.round(ms / 1000)
  if (s < 60) return seconds(s, unit)
  const minutes = Math.floor(s / 60)
  if (minutes < 60) return `${unit(minutes, 'minute')} ${padded(seconds(s % 60, unit))}`
  return `${hours(Math.floor(minutes / 60), unit)} ${padded(unit(minutes % 60, 'minute'))}`
}

function padded(text: string): string {
  return /^\d(\D|$)/.test(text) ? `0${text}` : text
}

function rough(ms: number, unit: Unit): string {
  if (ms < minuteMs) return unit(Math.max(1, Math.round(ms / 1000)), 'second-long')
  const minutes = Math.round(ms / minuteMs)
  if (ms < hourMs) return unit(minutes, 'minute')
  const rest = Math.round((ms % hourMs) / (10 * minuteMs)) * 10
  return `${hours(Math.floor(ms / hourMs), unit)}${rest > 0 && rest < 60 ? ` ${unit(rest, 'minute')}` : ''}`
}

function clocks(language: string): Pick<Format, 'clock' | 'clockSeconds' | 'date'> {
  const hour = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const
  const clock = new Intl.DateTimeFormat(language, hour)
  const clockSeconds = new Intl.DateTimeFormat(language, { ...hour, second: '2-digit' })
  const day = { weekday: 'long', day: 'numeric', month: 'long' } as const
  const date = new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : language, day)
  const dateYear = new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : language, { ...day, year: 'numeric' })
  return {
    clock: (atMs) => clock.format(atMs),
    clockSeconds: (atMs) => clockSeconds.format(atMs),
    date: (atMs) => (sameYear(atMs, Date.now()) ? date : dateYear).format(atMs).replace(',', ''),
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
