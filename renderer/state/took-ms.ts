/** How long a batch was worked on until then, in milliseconds: without the time it was over before somebody went on with it. */
export function tookMs({ startedMs, restedMs = 0 }: { startedMs: number; restedMs?: number }, untilMs: number): number {
  return Math.max(0, untilMs - startedMs - restedMs)
}
