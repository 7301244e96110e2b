const unitsMs: Record<string, number> = { ms: 1, s: 1000, m: 60_000, min: 60_000, h: 3_600_000, d: 86_400_000 }

/** `90s`, `10m`, `1.5h`, `2h30m`, `0`: whole milliseconds. `forever`: null. Undefined when it is none of these. */
export function parseDuration(text: string): number | null | undefined {
  if (text === 'forever') return null
  if (text === '0') return 0
  if (!/^(\d+(\.\d+)?(ms|s|min|m|h|d))+$/.test(text)) return undefined
  let totalMs = 0
  for (const [, amount, unit] of text.matchAll(/(\d+(?:\.\d+)?)(ms|s|min|m|h|d)/g))
    totalMs += Number(amount) * (unitsMs[unit ?? ''] ?? 0)
  return Math.round(totalMs)
}
