import type { WatchRules } from '../../../contract/watch-rules.ts'

type Schedule = NonNullable<WatchRules['schedule']>

const minuteMs = 60_000
const daysAhead = 8

/** Whether files are taken at this time of the local day; without a schedule always. */
export function isOpen(schedule: Schedule | null, at: Date): boolean {
  if (!schedule) return true
  const { from, to, days } = schedule
  const minute = at.getHours() * 60 + at.getMinutes()
  const [begin, end] = [minuteOf(from), minuteOf(to)]
  const today = weekday(at)
  if (begin < end) return days.includes(today) && minute >= begin && minute < end
  // Over midnight: what began yesterday goes on until its end. The same time twice is a whole day.
  const yesterday = today === 1 ? 7 : today - 1
  return (days.includes(today) && minute >= begin) || (days.includes(yesterday) && minute < end)
}

/** Milliseconds until it opens or closes next, to the minute; infinite where that is never. */
export function untilChangeMs(schedule: Schedule | null, at: Date): number {
  if (!schedule) return Number.POSITIVE_INFINITY
  const open = isOpen(schedule, at)
  const next = new Date(at)
  next.setSeconds(0, 0)
  for (let minute = 0; minute < daysAhead * 24 * 60; minute++) {
    next.setTime(next.getTime() + minuteMs)
    if (isOpen(schedule, next) !== open) return next.getTime() - at.getTime()
  }
  return Number.POSITIVE_INFINITY
}

function minuteOf(time: string): number {
  const [hours = 0, minutes = 0] = time.split(':').map(Number)
  return hours * 60 + minutes
}

function weekday(at: Date): number {
  return at.getDay() === 0 ? 7 : at.getDay()
}
