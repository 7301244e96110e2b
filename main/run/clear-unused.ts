import { parse } from 'node:path'
import type { BatchCounts } from '../../contract/job.ts'
import { isWithin } from '../io/paths.ts'
import type { BatchContext } from './batch-context.ts'

/**
 * Where nothing has come into the output folder, one that was made for this run goes again: every result took the place of its original, or there is
 * none. Not while another run may be about to save there. Nothing fails for want of it.
 */
export async function clearUnused(batch: BatchContext, { results }: Pick<BatchCounts, 'results'>): Promise<void> {
  const { parts, record, recipe, startedMs } = batch
  const isUnused = recipe.originals.act === 'replace' || results === 0
  if (!isUnused || record.watch !== null || (await savesNear(batch))) return
  const { outRoot } = record
  const clearing = { folders: [outRoot], roots: [parse(outRoot).root], sinceMs: startedMs }
  await parts.io.call('clearFolders', clearing).catch(() => {})
}

async function savesNear({ parts, record }: BatchContext): Promise<boolean> {
  const { outRoot, n } = record
  const open = await parts.journal.call('unfinished', null).catch(() => null)
  return (
    open === null ||
    open.some(({ batch }) => batch.n !== n && (isWithin(batch.outRoot, outRoot) || isWithin(outRoot, batch.outRoot)))
  )
}
