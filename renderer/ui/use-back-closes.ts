import { useEffect, useRef } from 'react'

/** What lies over the page, the uppermost last. */
const closers: (() => void)[] = []

interface Cover {
  isOpen: boolean
  onClose: () => void
}

/**
 * The browser's way back closes what lies over the page, one after another, as Esc does: on a phone there is no other key. It goes nowhere where the browser
 * lets it stay; nothing is done where it does not say that it is the way back.
 */
export function useBackCloses({ isOpen, onClose }: Cover): void {
  const latest = useRef(onClose)
  useEffect(() => {
    latest.current = onClose
  })
  useEffect(() => {
    if (!isOpen) return
    const close = (): void => latest.current()
    if (closers.push(close) === 1) wayBack()?.addEventListener('navigate', closeUppermost)
    return () => {
      closers.splice(closers.indexOf(close), 1)
      if (closers.length === 0) wayBack()?.removeEventListener('navigate', closeUppermost)
    }
  }, [isOpen])
}

/** Of browsers of the last years only. */
function wayBack(): Navigation | undefined {
  return (window as { navigation?: Navigation }).navigation
}

function closeUppermost(event: NavigateEvent): void {
  if (event.navigationType !== 'traverse') return
  event.preventDefault()
  closers.at(-1)?.()
}
