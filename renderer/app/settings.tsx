import { createContext, type ReactNode, useCallback, useContext, useMemo, useRef, useState } from 'react'
import type { CommandInput } from '../../contract/command.ts'
import type { SettingsState } from '../../contract/settings-commands.ts'
import { noOverlay, type Overlay, settled, shownThrough } from '../state/overlay.ts'
import { useFace } from './face.ts'
import { useAnswer } from './use-answer.ts'
import { useMirror } from './use-mirror.ts'
import { useTellFault } from './use-tell-fault.ts'

export interface SettingsDesk {
  /** Undefined until it is known. */
  state: SettingsState | undefined
  /** Shown at once, and taken back with the reason where the engine refuses it. */
  set: (change: CommandInput<'settings.set'>) => void
}

const SettingsContext = createContext<SettingsDesk>({ state: undefined, set() {} })

export function useSettings(): SettingsDesk {
  return useContext(SettingsContext)
}

const setMs = 15_000

/** The settings of the engine, for all screens. */
export function SettingsProvider({ children }: { children: ReactNode }) {
  const { link } = useFace()
  const { value, askAgain } = useAnswer(
    'settings.get',
    {},
    useMirror(({ settingsVersion }) => settingsVersion),
  )
  const tellFault = useTellFault('settings.set')
  const [overlay, setOverlay] = useState<Overlay<SettingsState>>(noOverlay)
  const changes = useRef(0)
  const state = shownThrough(value, overlay)
  const set = useCallback(
    (change: CommandInput<'settings.set'>) => {
      const nth = ++changes.current
      setOverlay({ over: value, shown: state && withChange(state, change), nth })
      const settle = (shown: SettingsState | undefined) => setOverlay((before) => settled(before, { nth, shown }))
      link.ask('settings.set', change, { signal: AbortSignal.timeout(setMs) }).then(settle, (error: unknown) => {
        settle(undefined)
        askAgain()
        tellFault(error)
      })
    },
    [link, value, state, askAgain, tellFault],
  )
  const desk = useMemo(() => ({ state, set }), [state, set])
  return <SettingsContext.Provider value={desk}>{children}</SettingsContext.Provider>
}

function withChange(state: SettingsState, change: CommandInput<'settings.set'>): SettingsState {
  const { settings, defaults } = state
  const next = Object.entries(change).map(([name, value]) => {
    if (value === null) return [name, defaults[name as keyof typeof defaults]]
    const before = settings[name as keyof typeof settings]
    return [name, typeof value === 'object' ? { ...(before as object), ...value } : value]
  })
  return { ...state, settings: { ...settings, ...(Object.fromEntries(next) as Partial<typeof settings>) } }
}
