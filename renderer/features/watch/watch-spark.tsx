const [widthPx, heightPx] = [84, 26]

/** The last 24 hours, one point each; the count beside it says the sum. */
export function WatchSpark({ values, quiet }: { values: readonly number[]; quiet: boolean }) {
  const top = Math.max(...values, 1)
  const step = widthPx / Math.max(1, values.length - 1)
  const at = values.map(
    (value, nth) => `${(nth * step).toFixed(1)} ${(heightPx - 1.5 - (value / top) * (heightPx - 3)).toFixed(1)}`,
  )
  const colour = quiet ? 'var(--idle)' : 'var(--accent)'
  const line = `M${at.join('L')}`
  return (
    <svg className="spk" width={widthPx} height={heightPx} viewBox={`0 0 ${widthPx} ${heightPx}`} aria-hidden="true">
      <path d={`${line}V${heightPx}H0z`} fill={colour} opacity=".14" />
      <path d={line} fill="none" stroke={colour} strokeWidth="1.5" strokeLinejoin="round" />
    </svg>
  )
}
