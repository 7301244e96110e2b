import type { HeldName } from '../../journal/names/names.ts'
import type { BatchContext } from '../batch-context.ts'
import type { CommitEntry } from './commit-entry.ts'

/** What is tried again, or given up, does not go on holding the names it got when it was noted: else its next try would be counted as another file. */
export async function giveNamesBack(
  entries: readonly CommitEntry[],
  { parts, record, traits: folding }: Pick<BatchContext, 'parts' | 'record' | 'traits'>,
): Promise<void> {
  const names = entries.flatMap(lateNames)
  if (names.length > 0) await parts.journal.call('giveNamesBack', { batch: record.n, folding, names })
}

/** Those from its admission it keeps until it has ended. */
function lateNames({ finished, names }: CommitEntry): HeldName[] {
  return finished.outputs.flatMap(({ folder, name: early }, part) => {
    const name = names[part]
    return early === null && name ? { folder, name } : []
  })
}
