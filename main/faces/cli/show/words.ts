import { sizeText } from '../../../../contract/size-text.ts'

/** `4742` as `4,742`. Not by `Intl`: its first number takes 30 ms, at the end of every large run. */
export function numberOf(count: number): string {
  return String(Math.round(count)).replace(/\B(?=(?:\d{3})+$)/g, ',')
}

/** `1 file`, `4,742 files`. */
export function countOf(count: number, one: string, many = `${one}s`): string {
  return `${numberOf(count)} ${count === 1 ? one : many}`
}

/** Decimal, one decimal: `34.1 GB`; below a kilobyte in bytes. */
export function sizeOf(sizeBytes: number): string {
  return sizeBytes < 1000 ? countOf(Math.round(sizeBytes), 'byte') : sizeText(sizeBytes)
}

/** A measured time: `0.8 s`, `12 s`, `3 min 12 s`, `2 h 5 min`. */
export function durationOf(ms: number): string {
  if (ms < 9950) return `${(ms / 1000).toFixed(1)} s`
  const seconds = Math.round(ms / 1000)
  if (seconds < 60) return `${seconds} s`
  if (seconds < 3600) return pair(seconds, 60, ['min', 's'])
  return pair(Math.round(seconds / 60), 60, ['h', 'min'])
}

/** A time nobody can know exactly: `about 20 s`, `about 2 min`, `about 1 h 10 min`. */
export function aboutDuration(ms: number): string {
  const seconds = ms / 1000
  if (seconds < 55) return `about ${Math.max(5, Math.ceil(seconds / 5) * 5)} s`
  const minutes = Math.round(seconds / 60)
  if (minutes < 60) return `about ${Math.max(1, minutes)} min`
  return `about ${pair(minutes < 600 ? Math.round(minutes / 5) * 5 : Math.round(minutes / 60) * 60, 60, ['h', 'min'])}`
}

/** As `aboutDuration`, of what has not begun: whoever asks wants to know whether it is worth waiting for. */
export function foreseenDuration(ms: number): string {
  if (ms < 1000) return 'under a second'
  return ms < 5000 ? 'a few seconds' : aboutDuration(ms)
}

/** `72 %`. A share below 1 never reads 100. */
export function percentOf(share: number): string {
  return `${share >= 1 ? 100 : Math.floor(share * 100)} %`
}

/** `14:02` today, else `Yesterday 14:02`, else the date with the time. In the system's zone. */
export function instantOf(epochMs: number, nowMs: number): string {
  const when = new Date(epochMs)
  const time = `${two(when.getHours())}:${two(when.getMinutes())}`
  const days = dayNumber(new Date(nowMs)) - dayNumber(when)
  if (days === 0) return time
  if (days === 1) return `Yesterday ${time}`
  return `${when.getFullYear()}-${two(when.getMonth() + 1)}-${two(when.getDate())} ${time}`
}

function pair(total: number, base: number, [large, small]: [string, string]): string {
  const rest = total % base
  return `${numberOf(Math.floor(total / base))} ${large}${rest === 0 ? '' : ` ${rest} ${small}`}`
}

function dayNumber(day: Date): number {
  return Date.UTC(day.getFullYear(), day.getMonth(), day.getDate()) / 86_400_000
}

function two(value: number): string {
  return String(value).padStart(2, '0')
}
