import { releaseBatch } from '../names/names.ts'
import type { Store } from '../store.ts'
import { setBatchState } from './batches.ts'

/**
 * Ends a day's batch that rests without the files it had not begun: they are no part of it, and whichever day takes them has a row of its own. One
 * that is at work is left alone: its files have rows until they end.
 */
export function endWithoutWaiting(store: Store, { n, endedMs }: { n: number; endedMs: number }): void {
  if (!store.get("SELECT 1 FROM batches WHERE n = ? AND state = 'paused'", n)) return
  dropWaiting(store, n)
  releaseBatch(store, n)
  setBatchState(store, { n, state: 'finished', endedMs, madeMs: null })
}

/**
 * Rows that an earlier life of a watch left waiting and this one has not met, or not yet: a file that is still there comes as a new one. Ended
 * as anything else they would stand for it, and it would be passed over.
 */
export function dropWaiting(store: Store, n: number): void {
  store.run("DELETE FROM jobs WHERE batch = ? AND state = 'waiting'", n)
}
