import { useCallback, useMemo, useRef, useState } from 'react'
import { extraSizes } from '../../state/extra-sizes.ts'
import type { RowPages } from '../../state/row-pages.ts'

/** Until it has been measured. */
const guessPx = 138

export interface Extras {
  sizes: readonly (readonly [index: number, px: number])[]
  /** The explanation below a row was drawn, or is gone. */
  measure: (seq: number, element: HTMLElement | null) => void
}

/** The heights of explanations that are open, of the rows this window holds. */
export function useExtras(pages: RowPages, opened: ReadonlySet<number>): Extras {
  const [heights, setHeights] = useState<ReadonlyMap<number, number>>(new Map())
  const watched = useRef(new Map<number, ResizeObserver>())
  const measure = useCallback((seq: number, element: HTMLElement | null) => {
    watched.current.get(seq)?.disconnect()
    watched.current.delete(seq)
    if (!element) return
    const sizes = new ResizeObserver(() => {
      const px = element.offsetHeight
      setHeights((before) => (before.get(seq) === px ? before : new Map(before).set(seq, px)))
    })
    sizes.observe(element)
    watched.current.set(seq, sizes)
  }, [])
  const sizes = useMemo(() => extraSizes(pages, { opened, heights, guessPx }), [pages, opened, heights])
  return { sizes, measure }
}
