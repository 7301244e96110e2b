import { useFace } from '../../app/face.ts'
import { useRecipeIcon } from '../../app/recipes.tsx'
import { useBatchTitle } from '../../app/watches.tsx'
import { endedCount } from '../../state/batch-state.ts'
import { wholePercents } from '../../state/figures.ts'
import type { LiveBatch } from '../../state/mirror.ts'
import { useTexts } from '../../texts/use-texts.ts'
import { IconButton } from '../../ui/button.tsx'
import { Glyph } from '../../ui/glyph.tsx'

const askMs = 15_000

/** One run, as far as it is. */
export function TrayRun({ batch: { snapshot, figures } }: { batch: LiveBatch }) {
  const { t, format } = useTexts()
  const { link } = useFace()
  const icon = useRecipeIcon(snapshot.recipe)
  const { batchId, state } = snapshot
  const title = useBatchTitle()(snapshot)
  const rests = state === 'paused' || state === 'needs-you'
  const fraction = wholePercents(figures.fraction)
  const facts = {
    ended: format.count(endedCount(figures.snapshot)),
    total: format.count(figures.snapshot.counts.total),
  }
  const pause = () =>
    void link.ask('batch.pause', { batch: batchId }, { signal: AbortSignal.timeout(askMs) }).catch(() => {})
  return (
    <div className="tw">
      <Glyph name={icon} size="small" />
      <div className="grow">
        <div className="row">
          <b className="cut grow">{title}</b>
          <span className="sm t2 nowrap">{format.percent(fraction)}</span>
        </div>
        <div className={rests ? 'is-paused' : ''}>
          <div
            className="pbar thin"
            role="progressbar"
            aria-label={title}
            aria-valuenow={Math.round(fraction * 100)}
            aria-valuetext={t('run.valueText', { ...facts, percent: format.percent(fraction) })}
          >
            <i style={{ '--w': `${figures.fraction * 100}%` } as React.CSSProperties} />
          </div>
        </div>
        <p className="sm t3">{t('run.ofFiles', facts)}</p>
      </div>
      {rests ? null : <IconButton size="small" icon="pause" label={t('runs.pauseOne', { title })} onClick={pause} />}
    </div>
  )
}
