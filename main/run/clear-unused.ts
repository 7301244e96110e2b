import type { BatchCounts } from '../../contract/job.ts'
import { isWithin, rootOf } from '../io/paths.ts'
import type { BatchContext } from './batch-context.ts'

/**
 * Folders that were made for what then did not come go again, as far as nothing is in them. So does the output folder, if that was made for this run and
 * nothing has come into it: every result took the place of its original, or there is none. Not while another run may be about to save there. Nothing
 * fails for want of it.
 */
export async function clearUnused(batch: BatchContext, { results }: Pick<BatchCounts, 'results'>): Promise<void> {
  const { parts, record, recipe, places, startedMs } = batch
  const { outRoot } = record
  const isUnused = recipe.originals.act === 'replace' || results === 0
  const folders = [...places.unfilled, ...(isUnused ? [outRoot] : [])]
  if (folders.length === 0 || record.watch !== null || (await savesNear(batch))) return
  const roots = [isUnused ? rootOf(outRoot) : outRoot]
  await parts.io.call('clearFolders', { folders, roots, sinceMs: startedMs }).catch(() => {})
}

async function savesNear({ parts, record }: BatchContext): Promise<boolean> {
  const { outRoot, n } = record
  const open = await parts.journal.call('unfinished', null).catch(() => null)
  return (
    open === null ||
    open.some(({ batch }) => batch.n !== n && (isWithin(batch.outRoot, outRoot) || isWithin(outRoot, batch.outRoot)))
  )
}
