import type { BatchSnapshot } from '../../../contract/event.ts'
import { comingCount, endedCount, isOver, reachedCount, wholeCount } from '../../state/batch-state.ts'
import { type Figures, wholePercents } from '../../state/figures.ts'
import { useTexts } from '../../texts/use-texts.ts'

/** What is said of a batch's way in words, for those who see the bar and those who hear it. */
export function useBatchWords({ snapshot, leftMs, fraction }: Figures): {
  files: string
  state: string
  spoken: string
} {
  const { t, format } = useTexts()
  const outcome = useOutcome(snapshot)
  const { state } = snapshot
  const whole = wholeCount(snapshot)
  const total = format.count(whole)
  const facts = { ended: format.count(reachedCount(snapshot)), total, percent: format.percent(wholePercents(fraction)) }
  const left = leftMs === null ? '' : format.rough(leftMs)
  const over = isOver(snapshot)
  const all = { count: whole, total }
  const coming = comingCount(snapshot)
  const way = left ? t('run.valueTextLeft', { ...facts, time: left }) : t('run.valueText', facts)
  return {
    files:
      state === 'counting'
        ? t('run.found', all)
        : state === 'finished'
          ? t('run.allFiles', all)
          : coming > 0
            ? t('upload.ofFiles', { ...facts, coming: format.count(coming) })
            : t('run.ofFiles', facts),
    state: state === 'running' && left ? t('run.left', { time: left }) : t(`run.state.${state}`),
    spoken: over ? outcome : state === 'counting' ? t('run.found', all) : way,
  }
}

const outcomes = ['done', 'failed', 'skipped', 'cancelled', 'undone'] as const

/** What became of the files of a batch that is over; of what there is none is not told, unless there is nothing else. */
function useOutcome({ counts }: BatchSnapshot): string {
  const { t, n, format } = useTexts()
  const told = outcomes.filter((state) => counts[state] > 0)
  const states = told.length > 0 ? told : (['done'] as const)
  return format.list(states.map((state) => t(`run.${state}`, n(counts[state]))))
}

/** Done, failed, skipped and under way, as parts of one bar. */
export function BatchBar({ title, figures }: { title: string; figures: Figures }) {
  const { snapshot } = figures
  const { counts, state } = snapshot
  const { spoken } = useBatchWords(figures)
  const over = isOver(snapshot)
  const total = Math.max(1, wholeCount(snapshot))
  const reached = Math.max(1, reachedCount(snapshot))
  const share = (n: number) => `${(figures.fraction * 100 * n) / reached}%`
  const there = Math.max(0, (snapshot.arriving?.arrived ?? 0) - endedCount(snapshot) - counts.running)
  const hand = Math.min(counts.running, inHandShown)
  return (
    <div
      className="pbar"
      role="progressbar"
      aria-label={title}
      aria-valuemin={0}
      aria-valuemax={wholeCount(snapshot)}
      aria-valuenow={reachedCount(snapshot)}
      aria-valuetext={spoken}
    >
      <Part share={share(counts.done)} />
      <Part share={share(counts.failed)} look="bad" />
      <Part
        share={share(counts.skipped + counts.undone + (state === 'cancelled' ? 0 : counts.cancelled))}
        look="skip"
      />
      <Part share={`${(there / total) * 100}%`} look="up" />
      {over || state === 'paused' ? null : (
        <Part
          share={hand === 0 ? '0%' : `${Math.min(leastStripe * 2, Math.max(leastStripe, (hand / total) * 100))}%`}
          look="run"
        />
      )}
    </div>
  )
}

/** Files in hand are mostly waiting for their turn; the stripe says that something moves, not how much. */
const inHandShown = 16
const leastStripe = 1.2

function Part({ share, look = '' }: { share: string; look?: string }) {
  return share === '0%' ? null : <i className={look} style={{ '--w': share } as React.CSSProperties} />
}
