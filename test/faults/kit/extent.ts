/** How thorough the fault tests are: short by default, long in `npm run test:faults`. */
export const extent = {
  /** Rounds of what depends on chance: kills at random moments, races. */
  rounds: Number(process.env['MILLRACE_FAULT_ROUNDS'] ?? 5),
  /** Injected faults for each recipe and mode, spread over all calls of a run. */
  points:
    process.env['MILLRACE_FAULT_POINTS'] === 'all' ? Infinity : Number(process.env['MILLRACE_FAULT_POINTS'] ?? 12),
  manyFiles: Number(process.env['MILLRACE_FAULT_FILES'] ?? 5_000),
}
