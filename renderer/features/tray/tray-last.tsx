import { useRecipeIcon } from '../../app/recipes.tsx'
import { useAnswer } from '../../app/use-answer.ts'
import { useBatchTitle } from '../../app/watches.tsx'
import { useTexts } from '../../texts/use-texts.ts'
import { Glyph } from '../../ui/glyph.tsx'
import { useShowWindow } from './use-show-window.ts'

/** The run that ended last. */
export function TrayLast() {
  const { t, n, format } = useTexts()
  const show = useShowWindow()
  const titleOf = useBatchTitle()
  const last = useAnswer('batch.list', { limit: 10 }).value?.batches.find(({ endedMs }) => endedMs !== null)
  const icon = useRecipeIcon(last?.recipe ?? '')
  if (!last) return null
  const { counts, endedMs, id } = last
  return (
    <button type="button" className="tw" onClick={() => show({ screen: 'run', batch: id })}>
      <Glyph name={icon} size="small" />
      <span className="grow">
        <span className="row">
          <b className="cut grow">{titleOf(last)}</b>
          <span className="sm t2 nowrap">{t('run.done', n(counts.done))}</span>
        </span>
        <span className="sm t3">
          {t('tray.finishedAt', { time: format.clock(endedMs ?? 0) })}{' '}
          {counts.failed > 0 ? <span className="bad">{t('run.failed', n(counts.failed))}</span> : null}
        </span>
      </span>
    </button>
  )
}
