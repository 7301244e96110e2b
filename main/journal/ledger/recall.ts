import type { Store } from '../store.ts'
import { findInLedger } from './find-by-source.ts'
import { findOwn, findPut } from './find-maker.ts'
import { type Earlier, isAsMet, type LedgerKey, type MetFile } from './ledger.ts'

/** What earlier jobs of the same recipe and output folder say of files, for whoever only asks: nothing is added. Null where they know nothing. */
export function recall(
  store: Store,
  { files, ...asked }: LedgerKey & { files: MetFile[] },
): ({ earlier: Earlier; own: boolean } | null)[] {
  return files.map((file) => {
    const put = findPut(store, asked, file)
    if (put) return { earlier: put, own: true }
    const earlier = findInLedger(store, asked, file.source)
    const own = isAsMet(earlier, file) ? undefined : findOwn(store, asked, file)
    return own ? { earlier: own, own: true } : earlier ? { earlier, own: false } : null
  })
}
