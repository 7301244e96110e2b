/** What a property that is told made-up stories needs to know about how many, and which. */
export interface Telling {
  /** For `fc.assert`. */
  settings: { numRuns: number; seed?: number }
  /** No more stories: the time of the usual run is up. */
  isOver: () => boolean
}

/** The same stories each time, as many as fit into `usualMs`; where `MILLRACE_MODEL_RUNS` is a number, that many new ones instead. */
export function telling({ usualMs }: { usualMs: number }): Telling {
  const asked = Number(process.env['MILLRACE_MODEL_RUNS'] ?? 0)
  if (asked > 0) return { settings: { numRuns: asked }, isOver: () => false }
  const endMs = performance.now() + usualMs
  return { settings: { numRuns: 1_000, seed: 20_261_126 }, isOver: () => performance.now() > endMs }
}
