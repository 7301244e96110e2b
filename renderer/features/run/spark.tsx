const [widthPx, heightPx] = [56, 26]
const pointsMost = 15

/** How the speed went lately; the figure beside it says it. */
export function Spark({ values }: { values: readonly number[] }) {
  const points = values.slice(-pointsMost)
  if (points.length < 3) return null
  const top = Math.max(...points, 1)
  const step = widthPx / (points.length - 1)
  const at = points.map(
    (value, nth) => `${(nth * step).toFixed(1)} ${(heightPx - 2 - (value / top) * (heightPx - 4)).toFixed(1)}`,
  )
  const line = `M${at.join('L')}`
  return (
    <svg className="spark" width={widthPx} height={heightPx} viewBox={`0 0 ${widthPx} ${heightPx}`} aria-hidden="true">
      <path d={`${line}V${heightPx}H0z`} fill="var(--accent)" opacity=".14" />
      <path d={line} fill="none" stroke="var(--accent)" strokeWidth="1.5" strokeLinejoin="round" />
    </svg>
  )
}
