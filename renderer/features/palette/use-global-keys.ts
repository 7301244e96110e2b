import { useEffect, useEffectEvent } from 'react'
import type { Panels } from '../../app/panels.ts'
import { type RunDesk, useRunDesk } from '../../app/run-desk.ts'
import { useToasts } from '../../app/toasts.ts'
import { usePauseAll } from '../../app/use-pause-all.ts'
import { goTo } from '../../app/use-route.ts'
import { isDialogOpen } from '../../app/use-shortcut.ts'
import { isTyping } from '../../ui/is-typing.ts'
import { sections } from '../frame/sidebar.tsx'

const panes = ['.side a', '.main', '.insp']

/** The keys that work on every screen, as long as no dialog is open and nobody is typing. */
export function useGlobalKeys(panels: Panels): void {
  const desk = useRunDesk()
  const pauseAll = usePauseAll()
  const { takeBack } = useToasts()
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    const run = keyOf(event, { ...panels, ...desk, pauseAll, takeBack })
    // What has nothing to do leaves the key to others.
    if (run && !event.defaultPrevented && run() !== false) event.preventDefault()
  })
  const onPaste = useEffectEvent((event: ClipboardEvent) => {
    if (event.clipboardData && !isTyping(event.target)) desk.paste(event.clipboardData.files)
  })
  useEffect(() => {
    const key = (event: KeyboardEvent) => onKey(event)
    const paste = (event: ClipboardEvent) => onPaste(event)
    addEventListener('keydown', key)
    addEventListener('paste', paste)
    return () => {
      removeEventListener('keydown', key)
      removeEventListener('paste', paste)
    }
  }, [])
}

type Doings = Panels & Pick<RunDesk, 'pickFiles' | 'pickFolder'> & { pauseAll: () => void; takeBack: () => boolean }

function keyOf(event: KeyboardEvent, doings: Doings): (() => unknown) | undefined {
  if (isDialogOpen()) return undefined
  const ctrl = event.ctrlKey || event.metaKey
  if (event.key === 'F6') return () => nextPane(event.shiftKey ? -1 : 1)
  if (!ctrl) return event.key === '?' && !isTyping(event.target) ? doings.openShortcuts : undefined
  const section = sections[Number(event.key) - 1]
  if (section) return () => goTo(section.route)
  const keys: Record<string, () => unknown> = {
    k: doings.openCommands,
    o: doings.pickFiles,
    'shift o': doings.pickFolder,
    'shift p': doings.pauseAll,
    enter: doings.pickFiles,
    ',': () => goTo({ screen: 'settings' }),
    // In a field it takes back what was typed.
    ...(isTyping(event.target) ? {} : { z: doings.takeBack }),
  }
  return keys[`${event.shiftKey ? 'shift ' : ''}${event.key.toLowerCase()}`]
}

function nextPane(by: 1 | -1): void {
  const found = panes.map((selector) => document.querySelector<HTMLElement>(selector)).filter((pane) => pane !== null)
  const at = found.findIndex((pane) => pane.closest('.side, .insp, .main')?.contains(document.activeElement))
  const next = found.at(at === -1 ? 0 : (at + by) % found.length)
  if (next?.matches('.insp') && !next.hasAttribute('tabindex')) next.tabIndex = -1
  next?.focus()
}
