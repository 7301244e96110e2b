import { useSyncExternalStore } from 'react'
import { speak } from '../texts/i18n.ts'

/** What a person chose for this browser. Kept here, since it says nothing to the engine. */
export interface Preferences {
  appearance: 'system' | 'light' | 'dark'
  afterDrop: 'review' | 'start'
  rowHeight: 'regular' | 'compact'
  language: string
  /** Numbers and dates as the system writes them, or as is usual for the language. */
  numbers: 'system' | 'language'
  recipe: string
  /** Has seen the first page. */
  welcomed: boolean
  out: string
}

const key = 'millrace.preferences'
const fallback: Preferences = {
  appearance: 'system',
  afterDrop: 'review',
  rowHeight: 'regular',
  language: '',
  numbers: 'system',
  recipe: '',
  welcomed: false,
  out: '',
}
const listeners = new Set<() => void>()
let current: Preferences = { ...fallback, ...kept() }

export function preferences(): Preferences {
  return current
}

export function prefer(changes: Partial<Preferences>): void {
  // Another tab may have written its own choices since.
  current = { ...current, ...kept(), ...changes }
  try {
    localStorage.setItem(key, JSON.stringify(current))
  } catch {
    // A browser that keeps nothing forgets it when the page closes, and that is all.
  }
  showAppearance()
  for (const listener of listeners) listener()
}

export function usePreferences(): Preferences {
  return useSyncExternalStore(subscribe, preferences)
}

/** Light or dark follows the system unless the page says otherwise. */
export function showAppearance(): void {
  const { appearance } = current
  if (appearance === 'system') delete document.documentElement.dataset['theme']
  else document.documentElement.dataset['theme'] = appearance
}

/** Another page of this browser chose something; in the desktop app, the window or the popover of the tray. */
function hearElsewhere({ key: changed }: StorageEvent): void {
  if (changed !== key) return
  const { language } = current
  current = { ...current, ...kept() }
  showAppearance()
  // Where it cannot be fetched the page stays in the language it is in.
  if (current.language !== language) void speak(current.language).catch(() => {})
  for (const listener of listeners) listener()
}

function subscribe(listener: () => void): () => void {
  if (listeners.size === 0) addEventListener('storage', hearElsewhere)
  listeners.add(listener)
  return () => listeners.delete(listener)
}

function kept(): Partial<Preferences> {
  try {
    return JSON.parse(localStorage.getItem(key) ?? '{}') as Partial<Preferences>
  } catch {
    return {}
  }
}
