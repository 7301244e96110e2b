import { useMemo } from 'react'
import type { BatchRow } from '../../../contract/batch-commands.ts'
import { goTo } from '../../app/use-route.ts'
import { daysAgo } from '../../texts/format.ts'
import { type Texts, useTexts } from '../../texts/use-texts.ts'
import { HistoryDay } from './history-day.tsx'

interface DaysProps {
  rows: readonly BatchRow[]
  current: string | undefined
  onUndo: (row: BatchRow) => void
}

/** Batches by the day they were begun on, as they are given. */
export function HistoryDays({ rows, current, onUndo }: DaysProps) {
  const texts = useTexts()
  const days = useMemo(() => byDay(rows, texts), [rows, texts])
  return (
    <div className="hl">
      {days.map(({ title, rows: ofDay }) => (
        <HistoryDay
          key={title}
          title={title}
          rows={ofDay}
          current={current}
          onUndo={onUndo}
          onOpen={(id) => goTo({ screen: 'history', batch: id })}
        />
      ))}
    </div>
  )
}

function byDay(rows: readonly BatchRow[], { t, format }: Texts): { title: string; rows: BatchRow[] }[] {
  const days = Map.groupBy(rows, ({ startedMs }) => {
    const ago = daysAgo(startedMs, Date.now())
    return ago === 0 ? t('frame.today') : ago === 1 ? t('frame.yesterday') : format.date(startedMs)
  })
  return Array.from(days, ([title, ofDay]) => ({ title, rows: ofDay }))
}
