import type { BatchContext } from '../batch-context.ts'
import { isMoveOnly } from '../originals.ts'

/**
 * What of an original its results have: what the recipe says, and all of it where a file only gets another name, on another disk as on its own. What is
 * written over in its place keeps its rights, or a private file would be everybody's, and a program none any more.
 */
export function keptFrom(batch: Pick<BatchContext, 'recipe'>): { times: boolean; mode: boolean } {
  const { keep, originals } = batch.recipe
  const isRenamed = isMoveOnly(batch)
  return {
    times: isRenamed || keep.includes('times'),
    mode: isRenamed || originals.act === 'replace' || keep.includes('mode'),
  }
}
