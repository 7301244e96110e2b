import { useEffect } from 'react'
import { usePreferences } from '../../app/preferences.ts'
import type { Desktop } from '../../link/desktop.ts'

/** Keeps menus and title bar in the page's language and as light or dark as it is, and says in the page what surrounds it. */
export function useLook(desktop: Desktop): void {
  const { appearance, language } = usePreferences()
  useEffect(() => {
    document.documentElement.dataset['host'] = desktop.platform
  }, [desktop])
  useEffect(() => {
    void desktop.call('look', { appearance, language }).catch(() => {})
  }, [desktop, appearance, language])
}
