import { useEffect } from 'react'
import { isDialogOpen } from '../../app/use-shortcut.ts'
import { afterDialog } from '../../ui/after-dialog.ts'
import { isFocusNowhere } from '../../ui/is-focus-nowhere.ts'

const anyLine = '[role="listitem"], li'
const controls = 'a[href], button'

/**
 * What has the focus may go: a button with the state it was for, a dialog with its question, a line, a whole screen. The focus then goes to the same place in
 * its line or the one beside it, else to the list of files or of failures, else to the screen, so that keys go on working from there.
 */
export function useKeptFocus(): void {
  useEffect(() => {
    const hear = ({ target, relatedTarget }: FocusEvent) => {
      if (relatedTarget || !(target instanceof HTMLElement)) return
      const left = placeOf(target)
      afterDialog(() => isGone(target) && isFocusNowhere() && rest(left))
    }
    addEventListener('focusout', hear)
    return () => removeEventListener('focusout', hear)
  }, [])
}

interface Place {
  /** Its line first, which may be there without it, then the next, which comes to stand where this one stood. */
  lines: readonly Element[]
  /** Which of the controls of its line it was. */
  nth: number
}

function placeOf(element: HTMLElement): Place {
  const line = element.closest(anyLine)
  const lines = [line, line?.nextElementSibling, line?.previousElementSibling].filter((one) => one != null)
  return { lines, nth: line ? [...line.querySelectorAll(controls)].indexOf(element) : 0 }
}

/** A screen that waits for the code of the next is hidden before it goes. */
function isGone(element: HTMLElement): boolean {
  return !element.isConnected || element.matches(':disabled') || !element.checkVisibility()
}

function rest({ lines, nth }: Place): void {
  if (isDialogOpen()) return
  const alike = [...(lines.find(({ isConnected }) => isConnected)?.querySelectorAll(controls) ?? [])]
  const inLine = [alike[nth], ...alike].find((control) => control && !control.matches(':disabled'))
  const place = inLine ?? document.querySelector('.main :is([role="grid"], .fgs)') ?? document.querySelector('.main')
  if (place instanceof HTMLElement) place.focus({ preventScroll: true })
}
