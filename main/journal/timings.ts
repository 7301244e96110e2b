import type { JobDetail } from '../../contract/row-commands.ts'
import type { Store } from './store.ts'

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
