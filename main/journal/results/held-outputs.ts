import type { JobKey } from '../names/claim-name.ts'
import type { CommitOutput } from './commit-jobs.ts'
import type { Store } from '../store.ts'

/** Part of the results of one job; it drops what was held before from there on. */
export type HeldOutputs = JobKey & { from: number; outputs: CommitOutput[] }

/**
 * Takes results in that are noted together with the next `commit` of their job. Thousands in one message would hold the main thread up while it is
 * written. Nothing of them is in the database before, so that a job that was noted is noted whole. Held until its job has ended. The same part once more,
 * as where a transaction is tried again, takes its own place.
 */
export function holdOutputs(store: Store, { batch, seq, from, outputs }: HeldOutputs): void {
  const held = heldOutputs(store, { batch, seq }).slice(0, from)
  store.held.set(keyOf({ batch, seq }), held)
  for (const output of outputs) held.push(output)
}

/** In order of their parts; none where nothing is held. */
export function heldOutputs(store: Store, job: JobKey): CommitOutput[] {
  return store.held.get(keyOf(job)) ?? []
}

/** The job has come to its end: what was held for it is given up. */
export function dropHeld(store: Store, job: JobKey): void {
  store.held.delete(keyOf(job))
}

function keyOf({ batch, seq }: JobKey): string {
  return `${batch}/${seq}`
}
