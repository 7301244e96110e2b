import { useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react'
import { type Geometry, offsetOf, pageRows, scrollFor, topOf, type View } from '../../state/row-geometry.ts'

/** Room kept free at the bottom for the selection bar and toasts, which lie over the list. */
const clearPx = 72

export interface Scroll {
  ref: (element: HTMLDivElement | null) => void
  view: View
  /** How many rows a page goes. */
  pageRows: number
  /** Brings a row into view; nothing moves when it is there already. */
  reveal: (index: number) => void
  /** Scrolls so that a row stands a third down the view. */
  lead: (index: number) => void
}

/** The scroll position and size of a list, as the screen draws it. */
export function useScroll(geometry: Geometry): Scroll {
  const [element, ref] = useState<HTMLDivElement | null>(null)
  const [view, setView] = useState<View>({ scrollPx: 0, viewPx: 600 })
  const latest = useRef({ geometry, view })
  useLayoutEffect(() => {
    latest.current = { geometry, view }
  })
  useEffect(() => {
    if (!element) return
    const look = () => setView({ scrollPx: element.scrollTop, viewPx: element.clientHeight })
    const sizes = new ResizeObserver(look)
    sizes.observe(element)
    element.addEventListener('scroll', look, { passive: true })
    look()
    return () => {
      sizes.disconnect()
      element.removeEventListener('scroll', look)
    }
  }, [element])
  const scrollTo = useCallback(
    (offsetPx: number) => {
      const { geometry: now, view: seen } = latest.current
      if (element) element.scrollTop = scrollFor(now, offsetPx, seen.viewPx)
    },
    [element],
  )
  const reveal = useCallback(
    (index: number) => {
      const { geometry: now, view: seen } = latest.current
      const [top, from] = [topOf(now, index), offsetOf(now, seen)]
      if (top < from) scrollTo(top)
      else if (top + now.rowPx > from + seen.viewPx - clearPx) scrollTo(top + now.rowPx - seen.viewPx + clearPx)
    },
    [scrollTo],
  )
  const lead = useCallback(
    (index: number) => scrollTo(topOf(latest.current.geometry, index) - latest.current.view.viewPx / 3),
    [scrollTo],
  )
  return { ref, view, pageRows: pageRows(geometry, view), reveal, lead }
}
