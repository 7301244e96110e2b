import { useEffect, useState } from 'react'
import type uPlot from 'uplot'

export interface ChartSpec {
  /** Drawn anew when it is another one. */
  data: uPlot.AlignedData
  /** Everything but the size, which is that of the place. Asked for once the drawing is fetched. */
  options: (plot: typeof uPlot) => Omit<uPlot.Options, 'width' | 'height'>
}

/** A drawing of figures that stand beside it in words; fetched when it is first needed. */
export function Chart({ spec, heightPx, label }: { spec: ChartSpec; heightPx: number; label: string }) {
  const [element, setElement] = useState<HTMLDivElement | null>(null)
  useEffect(() => {
    if (!element) return
    let drawn: uPlot | undefined
    let gone = false
    const sizes = new ResizeObserver(() => drawn?.setSize({ width: element.clientWidth, height: heightPx }))
    const draw = (plot: typeof uPlot) => {
      if (gone) return
      drawn = new plot({ ...spec.options(plot), width: element.clientWidth, height: heightPx }, spec.data, element)
      sizes.observe(element)
    }
    // Where it cannot be fetched its figures stand beside it all the same.
    import('./plot.ts').then(
      ({ plot }) => draw(plot),
      () => {},
    )
    return () => {
      gone = true
      sizes.disconnect()
      drawn?.destroy()
    }
  }, [element, spec, heightPx])
  return <div ref={setElement} className="ch-p" style={{ minHeight: heightPx }} role="img" aria-label={label} />
}

/** A colour of the design as a canvas takes it. */
export function colour(name: `--${string}`): string {
  return getComputedStyle(document.documentElement).getPropertyValue(name).trim()
}
