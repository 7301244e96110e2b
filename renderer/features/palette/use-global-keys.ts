import { useEffect, useEffectEvent } from 'react'
import type { Panels } from '../../app/panels.ts'
import { useRunDesk } from '../../app/run-desk.ts'
import { goTo } from '../../app/use-route.ts'
import { readInput, titleOf } from '../home/read-drop.ts'
import { sections } from '../frame/sidebar.tsx'

const panes = ['.side a', '.main', '.insp']

/** The keys that work on every screen, as long as no dialog is open and nobody is typing. */
export function useGlobalKeys(panels: Panels): void {
  const desk = useRunDesk()
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    const run = keyOf(event, panels, desk)
    if (!run || event.defaultPrevented) return
    event.preventDefault()
    run()
  })
  const onPaste = useEffectEvent((event: ClipboardEvent) => {
    const files = readInput(event.clipboardData?.files ?? [])
    if (files.length > 0 && !isTyping(event.target))
      desk.offer({ kind: 'files', title: titleOf(files), files, unreadable: 0 })
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

function keyOf(event: KeyboardEvent, panels: Panels, desk: ReturnType<typeof useRunDesk>): (() => void) | undefined {
  const dialogOpen = document.querySelector('[role="dialog"], [role="alertdialog"]') !== null
  if (dialogOpen) return undefined
  const ctrl = event.ctrlKey || event.metaKey
  const key = event.key.toLowerCase()
  if (event.key === 'F6') return nextPane
  if (!ctrl) return event.key === '?' && !isTyping(event.target) ? panels.openShortcuts : undefined
  const section = sections[Number(key) - 1]
  if (section) return () => goTo(section.route)
  const keys: Record<string, () => void> = {
    k: panels.openCommands,
    o: event.shiftKey ? desk.pickFolder : desk.pickFiles,
    ',': () => goTo({ screen: 'settings' }),
  }
  return keys[key]
}

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement && (target.isContentEditable || /^(input|textarea|select)$/i.test(target.tagName))
  )
}

function nextPane(): void {
  const found = panes.map((selector) => document.querySelector<HTMLElement>(selector)).filter((pane) => pane !== null)
  const at = found.findIndex((pane) => pane.closest('.side, .insp, .main')?.contains(document.activeElement))
  const next = found[(at + 1) % found.length]
  if (next?.matches('.insp') && !next.hasAttribute('tabindex')) next.tabIndex = -1
  next?.focus()
}
