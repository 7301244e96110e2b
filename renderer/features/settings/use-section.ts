import { useEffect, useRef, useState } from 'react'

/** Above the heading. */
const gapPx = 12

export interface Section {
  current: string | undefined
  ref: (element: HTMLElement | null) => void
  go: (id: string) => void
}

/** Which part of a long page is read, as it scrolls. */
export function useSection(ids: readonly string[]): Section {
  const [element, ref] = useState<HTMLElement | null>(null)
  const [current, setCurrent] = useState(ids[0])
  const chosen = useRef<{ id: string; topPx: number } | null>(null)
  useEffect(() => {
    if (!element) return
    const look = () => {
      // A part near the end cannot come to the top, and is the one that was asked for all the same.
      if (chosen.current?.topPx === element.scrollTop) return setCurrent(chosen.current.id)
      chosen.current = null
      const tops = [...element.querySelectorAll<HTMLElement>('[data-part]')]
      const passed = tops.filter((part) => part.offsetTop - element.offsetTop <= element.scrollTop + 80)
      const end = element.scrollTop + element.clientHeight >= element.scrollHeight - 2 && element.scrollTop > 0
      setCurrent((end ? tops : passed).at(-1)?.dataset['part'])
    }
    element.addEventListener('scroll', look, { passive: true })
    look()
    return () => element.removeEventListener('scroll', look)
  }, [element])
  const go = (id: string) => {
    const part = element?.querySelector<HTMLElement>(`[data-part="${id}"]`)
    // Scrolls this page alone: bringing an element into view would move all that lies around it too.
    if (!element || !part) return
    element.scrollTop = part.offsetTop - element.offsetTop - gapPx
    chosen.current = { id, topPx: element.scrollTop }
    setCurrent(id)
  }
  return { current, ref, go }
}
