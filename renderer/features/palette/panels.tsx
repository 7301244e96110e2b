import { type ReactNode, useMemo, useState } from 'react'
import { PanelsContext } from '../../app/panels.ts'
import { Commands } from './commands.tsx'
import { Shortcuts } from './shortcuts.tsx'
import { useGlobalKeys } from './use-global-keys.ts'
import './panels.css'

/** What opens over any screen, and the keys that work everywhere. */
export function Panels({ children }: { children: ReactNode }) {
  const [open, setOpen] = useState<'commands' | 'shortcuts' | null>(null)
  const panels = useMemo(
    () => ({ openCommands: () => setOpen('commands'), openShortcuts: () => setOpen('shortcuts') }),
    [],
  )
  useGlobalKeys(panels)
  const close = () => setOpen(null)
  return (
    <PanelsContext.Provider value={panels}>
      {children}
      {open === 'commands' ? <Commands onClose={close} /> : null}
      {open === 'shortcuts' ? <Shortcuts onClose={close} /> : null}
    </PanelsContext.Provider>
  )
}
