import { useTexts } from '../../texts/use-texts.ts'

/** A Monday, as any other. */
const mondayMs = Date.UTC(2024, 0, 1, 12)
const dayMs = 86_400_000

/** The days of the week, each on or off, at least one on. */
export function WeekDays({ days, onChange }: { days: readonly number[]; onChange: (days: number[]) => void }) {
  const { t, format } = useTexts()
  return (
    <div className="row g1 wd" role="group" aria-label={t('watch.days')}>
      {[1, 2, 3, 4, 5, 6, 7].map((day) => {
        const on = days.includes(day)
        const next = on ? days.filter((other) => other !== day) : [...days, day].sort((a, b) => a - b)
        return (
          <button
            key={day}
            type="button"
            className="chip"
            aria-pressed={on}
            onClick={() => next.length > 0 && onChange(next)}
          >
            {format.weekday(mondayMs + (day - 1) * dayMs)}
          </button>
        )
      })}
    </div>
  )
}
