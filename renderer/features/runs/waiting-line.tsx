import type { WatchStatus } from '../../../contract/watch.ts'
import { isCalled, useRecipeIcon, useRecipes } from '../../app/recipes.tsx'
import { printRoute } from '../../app/route.ts'
import { useIsOpen } from '../../app/use-mirror.ts'
import { nameOf, shown } from '../../texts/shown-path.ts'
import { useTexts } from '../../texts/use-texts.ts'
import { Button } from '../../ui/button.tsx'
import { Glyph } from '../../ui/glyph.tsx'
import { Mark } from '../../ui/mark.tsx'
import { startsText } from '../watch/watch-words.ts'
import { useWatchActions } from '../watch/use-watch-actions.ts'

/** Files of a watched folder wait until it goes on: by the clock, or when somebody says so. */
export function isWaiting({ ready, state }: WatchStatus): boolean {
  return ready > 0 && (state === 'out-of-hours' || state === 'paused')
}

/** A watched folder whose files wait: until when, and the way to have them run now. */
export function WaitingLine({ watch }: { watch: WatchStatus }) {
  const texts = useTexts()
  const { t, n } = texts
  const icon = useRecipeIcon(watch.rules.recipe)
  const recipe = useRecipes()?.find((known) => isCalled(known, watch.rules.recipe))
  const byClock = watch.state === 'out-of-hours'
  return (
    <div className="rn" role="listitem">
      <Glyph name={icon} />
      <a className="a" href={printRoute({ screen: 'watch' })}>
        <b className="cut">{shown(watch.name)}</b>
        <span className="sm t3 cut">{recipe?.row.title ?? nameOf(watch.rules.recipe)}</span>
      </a>
      <div className="md">
        <span className="row g2 sm">
          <Mark state="waiting" />
          {byClock ? startsText(watch, texts) : t('watch.state.paused')}
        </span>
        <span className="sm t3 cut">{t(byClock ? 'runs.waitsForHours' : 'runs.waitsPaused', n(watch.ready))}</span>
      </div>
      <WaitingButton watch={watch} byClock={byClock} />
    </div>
  )
}

function WaitingButton({ watch, byClock }: { watch: WatchStatus; byClock: boolean }) {
  const { t } = useTexts()
  const open = useIsOpen()
  const actions = useWatchActions()
  const title = shown(watch.name)
  return (
    <span className="row g1 ac">
      <Button
        size="small"
        icon="play"
        disabled={!open}
        aria-label={t(byClock ? 'runs.startOne' : 'runs.resumeOne', { title })}
        onClick={() => (byClock ? actions.startNow(watch) : actions.resume(watch))}
      >
        {t(byClock ? 'runs.startNow' : 'runs.resume')}
      </Button>
    </span>
  )
}
