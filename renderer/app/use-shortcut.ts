import { useEffect, useEffectEvent } from 'react'

/** A dialog has the keys to itself. */
export function isDialogOpen(): boolean {
  return document.querySelector('[role="dialog"], [role="alertdialog"]') !== null
}

/** While the component is shown, a key together with Ctrl (or ⌘) does something, unless a dialog is open. */
export function useShortcut(key: string, run: () => void): void {
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    const pressed = (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === key
    if (!pressed || event.defaultPrevented || isDialogOpen()) return
    event.preventDefault()
    run()
  })
  useEffect(() => {
    const hear = (event: KeyboardEvent) => onKey(event)
    addEventListener('keydown', hear)
    return () => removeEventListener('keydown', hear)
  }, [])
}
