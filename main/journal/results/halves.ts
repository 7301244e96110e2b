import { toColumn } from '../columns.ts'
import { attemptsOf, type HalfDone } from './recover.ts'
import type { Store } from '../store.ts'

interface JobKey {
  batch: number
  seq: number
}

/** Results of a job that ended without any may have got their names before their disk went: what is known of them is kept. */
export function noteHalves(store: Store, { batch, seq }: JobKey): void {
  store.run('INSERT OR IGNORE INTO halves(batch, seq) VALUES(?, ?)', batch, seq)
}

/** Those of all batches into a folder. A job that has made its results since has none. */
export function halvesInto(store: Store, outRoot: string): HalfDone[] {
  // There are few halves and many jobs: a CROSS JOIN keeps to the order it is written in.
  const sql = `SELECT j.batch, j.seq FROM halves h CROSS JOIN batches b ON b.n = h.batch
    CROSS JOIN jobs j ON j.batch = h.batch AND j.seq = h.seq WHERE b.out_root = ? AND j.state IN ('failed', 'cancelled')`
  const jobs = store.all<JobKey>(sql, toColumn(outRoot))
  return jobs.map(({ batch, seq }) => ({ batch, seq, outputs: attemptsOf(store, batch, seq) }))
}

/** They are gone, under any name. */
export function dropHalves(store: Store, halves: JobKey[]): void {
  for (const { batch, seq } of halves) {
    store.run('DELETE FROM outputs WHERE batch = ? AND seq = ? AND published = 0', batch, seq)
    store.run('DELETE FROM halves WHERE batch = ? AND seq = ?', batch, seq)
  }
}
