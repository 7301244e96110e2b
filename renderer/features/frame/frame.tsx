import { type ComponentType, useEffect } from 'react'
import type { Route } from '../../app/route.ts'
import { useMirror } from '../../app/use-mirror.ts'
import { useRoute } from '../../app/use-route.ts'
import { useTexts } from '../../texts/use-texts.ts'
import { Charts } from '../history/charts.tsx'
import { History } from '../history/history.tsx'
import { Home } from '../home/home.tsx'
import { RecipeScreen } from '../recipe/recipe-screen.tsx'
import { RecipeList } from '../recipes/recipe-list.tsx'
import { RunScreen } from '../run/run-screen.tsx'
import { Runs } from '../runs/runs.tsx'
import { Settings } from '../settings/settings.tsx'
import { Vault } from '../vault/vault.tsx'
import { Verify } from '../verify/verify.tsx'
import { UploadScreen } from '../upload/upload-screen.tsx'
import { WorkingsScreen } from '../workings/workings.tsx'
import { Sidebar } from './sidebar.tsx'
import './frame.css'

/** Sidebar or rail, and the screen of the place in the address. */
export function Frame() {
  const route = useRoute()
  const stale = useMirror(({ connection }) => connection.state === 'lost' || connection.state === 'refused')
  useTitle(route)
  return (
    <div className={stale ? 'app is-stale' : 'app'}>
      <Sidebar route={route} />
      <main className="main" tabIndex={-1}>
        <Screen route={route} />
      </main>
    </div>
  )
}

type Alone = Exclude<Route, { batch: unknown } | { drop: unknown } | { name: unknown }>['screen']

/** Screens that are about nothing in particular. */
const alone: Record<Alone, ComponentType> = {
  home: Home,
  runs: Runs,
  recipes: RecipeList,
  charts: Charts,
  settings: Settings,
  vault: Vault,
  workings: WorkingsScreen,
}

function Screen({ route }: { route: Route }) {
  if (isAlone(route)) {
    const Alone = alone[route.screen]
    return <Alone />
  }
  switch (route.screen) {
    case 'run':
      return <RunScreen key={route.batch} batch={route.batch} />
    case 'upload':
      return <UploadScreen drop={route.drop} />
    case 'history':
      return <History chosen={route.batch} />
    case 'verify':
      return <Verify key={route.batch} batch={route.batch} />
    case 'recipe':
      return <RecipeScreen key={route.name ?? ''} name={route.name} />
  }
}

function isAlone(route: Route): route is Route & { screen: Alone } {
  return Object.hasOwn(alone, route.screen)
}

const titles = {
  home: 'home',
  runs: 'runs',
  run: 'runs',
  upload: 'runs',
  recipes: 'recipes',
  recipe: 'recipes',
  history: 'history',
  workings: 'workings',
  settings: 'settings',
  vault: 'vault',
  verify: 'history',
  charts: 'history',
} as const

function useTitle({ screen }: Route): void {
  const { t } = useTexts()
  const title = t('frame.title', { title: t(`frame.${titles[screen]}`) })
  useEffect(() => {
    document.title = title
  }, [title])
}
