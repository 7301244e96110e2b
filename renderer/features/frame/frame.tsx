import { type ComponentType, Suspense, useEffect } from 'react'
import { printRoute, type Route } from '../../app/route.ts'
import { useMirror } from '../../app/use-mirror.ts'
import { useRoute } from '../../app/use-route.ts'
import { History } from '../history/history.tsx'
import { Home } from '../home/home.tsx'
import { RecipeList } from '../recipes/recipe-list.tsx'
import { RunScreen } from '../run/run-screen.tsx'
import { useNotices } from '../notices/use-notices.ts'
import { Runs } from '../runs/runs.tsx'
import {
  Charts,
  fetchAhead,
  RecipeScreen,
  Settings,
  Tray,
  Vault,
  Verify,
  Watch,
  Welcome,
  WorkingsScreen,
} from './later-screens.ts'
import { ScreenGuard } from './screen-guard.tsx'
import { Sidebar } from './sidebar.tsx'
import { useKeptFocus } from './use-kept-focus.ts'
import { useTitle } from './use-title.ts'
import './frame.css'

/** What is seen first comes first. */
const aheadAfterMs = 1500

/** Sidebar or rail, and the screen of the place in the address. */
export function Frame() {
  const route = useRoute()
  const stale = useMirror(({ connection }) => connection.state === 'lost' || connection.state === 'refused')
  useTitle(route)
  useKeptFocus()
  useNotices()
  useFetchAhead(route.screen !== 'tray')
  // These two have the window to themselves.
  if (route.screen === 'tray' || route.screen === 'welcome') return <Later route={route} />
  return (
    <div className={stale ? 'app is-stale' : 'app'}>
      <Sidebar route={route} />
      <main className="main" tabIndex={-1}>
        <Later route={route} />
      </main>
    </div>
  )
}

function useFetchAhead(wanted: boolean): void {
  useEffect(() => {
    if (!wanted) return
    const handle = setTimeout(() => void fetchAhead(), aheadAfterMs)
    return () => clearTimeout(handle)
  }, [wanted])
}

type Alone = Exclude<Route, { batch: unknown } | { name: unknown }>['screen']

/** Screens that are about nothing in particular. */
const alone: Record<Alone, ComponentType> = {
  home: Home,
  runs: Runs,
  recipes: RecipeList,
  charts: Charts,
  settings: Settings,
  tray: Tray,
  vault: Vault,
  watch: Watch,
  welcome: Welcome,
  workings: WorkingsScreen,
}

/** Nothing stands in the place of a screen for the moment it takes to fetch it. */
function Later({ route }: { route: Route }) {
  return (
    <ScreenGuard place={printRoute(route)}>
      <Suspense>
        <Screen route={route} />
      </Suspense>
    </ScreenGuard>
  )
}

function Screen({ route }: { route: Route }) {
  if (isAlone(route)) {
    const Alone = alone[route.screen]
    return <Alone />
  }
  switch (route.screen) {
    case 'run':
      return <RunScreen key={route.batch} batch={route.batch} filter={route.filter} />
    case 'history':
      return <History chosen={route.batch} />
    case 'verify':
      return <Verify key={route.batch} batch={route.batch} />
    case 'recipe':
      return <RecipeScreen name={route.name} />
  }
}

function isAlone(route: Route): route is Route & { screen: Alone } {
  return Object.hasOwn(alone, route.screen)
}
