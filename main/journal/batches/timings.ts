import type { JobDetail } from '../../../contract/row-commands.ts'
import type { Store } from '../store.ts'

export type StepTimings = JobDetail['timings']

/** Where the time of jobs went; a job that is run again has it noted anew. */
export function noteTimings(
  store: Store,
  { batch, jobs }: { batch: number; jobs: { seq: number; timings: StepTimings }[] },
): void {
  for (const { seq, timings } of jobs)
    store.run(
      'INSERT OR REPLACE INTO timings(batch, seq, steps) VALUES(?, ?, ?)',
      batch,
      seq,
      JSON.stringify(timings.map(({ step, ms }) => ({ step, ms: Math.round(ms * 10) / 10 }))),
    )
}

/** In the order the steps ran; empty where none did. */
export function timingsOf(store: Store, { batch, seq }: { batch: number; seq: number }): StepTimings {
  const row = store.get<{ steps: string }>('SELECT steps FROM timings WHERE batch = ? AND seq = ?', batch, seq)
  return row === undefined ? [] : (JSON.parse(row.steps) as StepTimings)
}

/** Files whose times stand for those of all. */
const timedMost = 2_000

/** How long files were in each stage, together, in the order they pass them; of the first ones that were timed. */
export function timesOf(store: Store, batch: number): { stage: string; ms: number }[] {
  const sums = new Map<string, number>()
  const rows = store.all<{ steps: string }>(
    'SELECT steps FROM timings WHERE batch = ? ORDER BY seq LIMIT ?',
    batch,
    timedMost,
  )
  for (const { steps } of rows)
    for (const { step, ms } of JSON.parse(steps) as StepTimings) sums.set(step, (sums.get(step) ?? 0) + ms)
  return Array.from(sums, ([stage, ms]) => ({ stage, ms }))
}
