import type { WatchRules } from '../../contract/watch-rules.ts'

/** When hours that are closed begin next, epoch milliseconds; their days and times are those of this computer. */
export function nextOpeningMs({ from, days }: NonNullable<WatchRules['schedule']>, nowMs: number): number {
  const [hours = 0, minutes = 0] = from.split(':').map(Number)
  const now = new Date(nowMs)
  const starts = Array.from({ length: 8 }, (_, ahead) => {
    return new Date(now.getFullYear(), now.getMonth(), now.getDate() + ahead, hours, minutes)
  })
  const next = starts.find((at) => at.getTime() > nowMs && days.includes(at.getDay() === 0 ? 7 : at.getDay()))
  return (next ?? now).getTime()
}
