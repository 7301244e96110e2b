import { useEffect } from 'react'
import { isDialogOpen } from '../../app/use-shortcut.ts'
import { afterDialog } from '../../ui/after-dialog.ts'
import { isFocusNowhere } from '../../ui/is-focus-nowhere.ts'

const lines = '[role="listitem"], li'
const controls = 'a[href], button:not(:disabled)'

/**
 * What has the focus may go: a button with the state it was for, a dialog with its question, a line, a whole screen. The focus then goes to the line beside it,
 * else to the list of files, else to the screen, so that keys go on working from there.
 */
export function useKeptFocus(): void {
  useEffect(() => {
    const hear = ({ target, relatedTarget }: FocusEvent) => {
      if (relatedTarget || !(target instanceof HTMLElement)) return
      const beside = linesBeside(target)
      afterDialog(() => isGone(target) && isFocusNowhere() && rest(beside))
    }
    addEventListener('focusout', hear)
    return () => removeEventListener('focusout', hear)
  }, [])
}

/** The next line first: it comes to stand where this one stood. */
function linesBeside(element: HTMLElement): Element[] {
  const line = element.closest(lines)
  return [line?.nextElementSibling, line?.previousElementSibling].filter((beside) => beside != null)
}

function isGone(element: HTMLElement): boolean {
  return !element.isConnected || element.matches(':disabled')
}

function rest(beside: readonly Element[]): void {
  if (isDialogOpen()) return
  const line = beside.find(({ isConnected }) => isConnected)
  const place =
    line?.querySelector(controls) ?? document.querySelector('.main [role="grid"]') ?? document.querySelector('.main')
  if (place instanceof HTMLElement) place.focus({ preventScroll: true })
}
