import { parse } from 'node:path'
import type { BatchContext } from './batch-context.ts'

/** Where every result takes the place of its original nothing comes into the output folder: one that was made for this run goes again. Nothing fails for want of it. */
export async function clearUnused({ parts, record, recipe, startedMs }: BatchContext): Promise<void> {
  if (recipe.originals.act !== 'replace') return
  const { outRoot } = record
  const clearing = { folders: [outRoot], roots: [parse(outRoot).root], sinceMs: startedMs }
  await parts.io.call('clearFolders', clearing).catch(() => {})
}
