import { useFace } from '../../app/face.ts'
import { printRoute, type Route } from '../../app/route.ts'

/** In the app the window comes forward; in a browser another tab is opened. */
export function useShowWindow(): (route: Route) => void {
  const { desktop } = useFace()
  return (route) => {
    const hash = printRoute(route)
    if (desktop) void desktop.call('window.show', { hash }).catch(() => {})
    else window.open(hash, '_blank', 'noopener')
  }
}
