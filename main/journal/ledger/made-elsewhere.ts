import { isDay } from '../batches/batches.ts'
import { findInLedger } from './find-by-source.ts'
import type { Earlier, LedgerKey } from './ledger.ts'
import type { Store } from '../store.ts'

/**
 * What another batch has made of a file with which this one has failed so far: its results are those of the file still, and no second ones come to lie
 * beside them. Undefined where this batch has a result of it, or no other has.
 */
export function madeElsewhere(store: Store, input: LedgerKey, { mine, source }: { mine: Earlier; source: string }) {
  if (mine.state !== 'failed' || hasOutputs(store, mine) || isDay(store, mine.batch)) return undefined
  const earlier = findInLedger(store, input, source)
  if (earlier?.state !== 'done' || earlier.batch === mine.batch) return undefined
  return { ...earlier, failedAs: mine.seq }
}

/** Those that never got their names, too: somebody has to take them back. */
function hasOutputs(store: Store, { batch, seq }: Earlier): boolean {
  return store.get('SELECT 1 FROM outputs WHERE batch = ? AND seq = ? LIMIT 1', batch, seq) !== undefined
}
