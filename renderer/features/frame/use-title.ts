import { useEffect } from 'react'
import type { Route } from '../../app/route.ts'
import { useSettings } from '../../app/settings.tsx'
import { useMirror } from '../../app/use-mirror.ts'
import { wholeCount } from '../../state/batch-state.ts'
import { wholePercents } from '../../state/figures.ts'
import type { Mirror } from '../../state/mirror.ts'
import { underWay } from '../../state/under-way.ts'
import { useTexts } from '../../texts/use-texts.ts'

const titles = {
  home: 'home',
  runs: 'runs',
  run: 'runs',
  recipes: 'recipes',
  recipe: 'recipes',
  history: 'history',
  workings: 'workings',
  settings: 'settings',
  vault: 'vault',
  tray: 'home',
  watch: 'watch',
  welcome: 'home',
  verify: 'history',
  charts: 'history',
} as const

/** The title of the window: the place, and how far everything under way is, for those who look at another tab. */
export function useTitle({ screen }: Route): void {
  const { t, format } = useTexts()
  const wanted = useSettings().state?.settings.notifications.icon === true
  const fraction = useMirror((mirror) => (wanted ? progressOf(mirror) : null))
  const place = t('frame.title', { title: t(`frame.${titles[screen]}`) })
  const title =
    fraction === null ? place : t('frame.titleProgress', { percent: format.percent(fraction), title: place })
  useEffect(() => {
    document.title = title
  }, [title])
}

/** In whole percents, so that the title changes seldom; null while nothing is under way. */
function progressOf(mirror: Mirror): number | null {
  const live = underWay(mirror)
  const total = live.reduce((sum, { figures }) => sum + wholeCount(figures.snapshot), 0)
  if (total === 0) return null
  const done = live.reduce((sum, { figures }) => sum + figures.fraction * wholeCount(figures.snapshot), 0)
  return wholePercents(done / total)
}
