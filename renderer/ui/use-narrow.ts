import { useSyncExternalStore } from 'react'

/** Below this width the sidebar is a rail and details are a sheet; the same number stands in the style sheets. */
const narrow = matchMedia('(max-width: 959px)')

export function useNarrow(): boolean {
  return useSyncExternalStore(subscribe, () => narrow.matches)
}

function subscribe(listener: () => void): () => void {
  narrow.addEventListener('change', listener)
  return () => narrow.removeEventListener('change', listener)
}
