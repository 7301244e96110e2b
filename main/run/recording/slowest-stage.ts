import type { BatchSnapshot } from '../../../contract/event.ts'

/** The stage most of the time was spent in, with its share of it; null before there was any. */
export function slowestStage(stageMs: ReadonlyMap<string, number>): BatchSnapshot['slowest'] {
  let slowest: { stage: string; ms: number } | null = null
  let totalMs = 0
  for (const [stage, ms] of stageMs) {
    totalMs += ms
    if (!slowest || ms > slowest.ms) slowest = { stage, ms }
  }
  return slowest && totalMs > 0 ? { stage: slowest.stage, share: slowest.ms / totalMs } : null
}
