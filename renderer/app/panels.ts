import { createContext, useContext } from 'react'

/** What can be opened over any screen. */
export interface Panels {
  openCommands: () => void
  openShortcuts: () => void
}

export const PanelsContext = createContext<Panels>({ openCommands() {}, openShortcuts() {} })

export function usePanels(): Panels {
  return useContext(PanelsContext)
}
