const points = process.env['MILLRACE_FAULT_POINTS'] ?? '12'
const [slice, slices] = points.includes('/') ? points.split('/').map(Number) : [1, 1]

/** How thorough the fault tests are: short by default, long in `npm run test:faults`. */
export const extent = {
  /** Rounds of what depends on chance: kills at random moments, races. */
  rounds: Number(process.env['MILLRACE_FAULT_ROUNDS'] ?? 5),
  /** Injected faults for each recipe and mode, spread over all calls of a run. */
  points: points === 'all' || points.includes('/') ? Infinity : Number(points),
  /** Of a list of points, those of this turn: `3/20` is the third of twenty turns that together come to every point. */
  ofThisTurn: <T>(list: T[]): T[] => list.filter((_, at) => at % (slices ?? 1) === (slice ?? 1) - 1),
  manyFiles: Number(process.env['MILLRACE_FAULT_FILES'] ?? 5_000),
}
