import { createContext, type ReactNode, useCallback, useContext, useMemo, useState } from 'react'
import type { CommandInput } from '../../contract/command.ts'
import { Fault } from '../../contract/fault.ts'
import type { SettingsState } from '../../contract/settings-commands.ts'
import { faultText } from '../texts/fault-words.ts'
import { useFace } from './face.ts'
import { useToast } from './toasts.ts'
import { useAnswer } from './use-answer.ts'

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
  const toast = useToast()
  const { value, askAgain } = useAnswer('settings.get', {})
  const [changed, setChanged] = useState<SettingsState>()
  const state = changed ?? value
  const set = useCallback(
    (change: CommandInput<'settings.set'>) => {
      if (state) setChanged(withChange(state, change))
      link.ask('settings.set', change, { signal: AbortSignal.timeout(setMs) }).then(setChanged, (error: unknown) => {
        setChanged(undefined)
        askAgain()
        toast({ icon: 'alert', text: faultText(Fault.from(error, 'settings.set')) })
      })
    },
    [link, state, askAgain, toast],
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
