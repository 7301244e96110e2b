import { useEffect, useMemo, useSyncExternalStore } from 'react'
import { parseRoute, printRoute, type Route } from './route.ts'

export function useRoute(): Route {
  const hash = useSyncExternalStore(onHashChange, () => location.hash)
  return useMemo(() => parseRoute(hash), [hash])
}

/** Calls back each time a person goes somewhere. What is only noted of how a place is looked at is no arrival. */
export function useArrival(arrived: (at: Route) => void): void {
  useEffect(() => onHashChange(() => arrived(parseRoute(location.hash))), [arrived])
}

/** `replaces`: the way back leads to the place before this one. */
export function goTo(route: Route, { replaces = false } = {}): void {
  const address = printRoute(route)
  if (replaces) location.replace(address)
  else location.hash = address
}

/** Puts into the address how a place is looked at, without going anywhere: the same is seen after the page is loaded again. */
export function noteRoute(route: Route): void {
  const address = printRoute(route)
  if (address !== location.hash) history.replaceState(history.state, '', address)
}

function onHashChange(listener: () => void): () => void {
  addEventListener('hashchange', listener)
  return () => removeEventListener('hashchange', listener)
}
