import { sameIdentity } from '../../io/looking/identity.ts'
import type { Earlier, KnownOutput } from '../../journal/ledger/ledger.ts'
import type { BatchContext } from '../batch-context.ts'
import { filesOf, type Job } from '../job.ts'

type Turn = Pick<BatchContext, 'record' | 'recipe' | 'traits'>

/**
 * Results that an earlier turn of the batch made of files, and that make way for those of a new one: all the files they were made of are among these, as
 * they were. So nothing is in them that is not in the new ones. Only where originals stay as they are: elsewhere a result may be one.
 */
export function retiredBy(files: readonly Job[], { record, recipe, traits }: Turn): KnownOutput[] {
  if (recipe.originals.act !== 'keep' || record.watch !== null) return []
  const unchanged = files.filter(({ before, identity }) => before && sameIdentity(identity, before.identity, traits))
  const groups = Map.groupBy(unchanged, ({ before }) => before?.leader)
  return [...groups.values()].flatMap((found) => {
    const before = found[0]?.before
    return before && isWhole(found, before) ? before.outputs : []
  })
}

function isWhole(found: Job[], { state, members, outputs }: Earlier): boolean {
  return state === 'done' && found.length === Math.max(1, members) && outputs.every(({ isMade }) => isMade)
}

/** What an earlier turn of the batch made of the files of a job, and stands as it was left. */
export function madeBefore(job: Job): KnownOutput[] {
  return filesOf(job).flatMap(({ before }) => before?.outputs.filter(({ isMade }) => isMade) ?? [])
}

/** Rows whose results of an earlier turn of this batch stay known as those of a job; none where a result is an original that was moved. */
export function againIn(job: Job, { recipe }: Pick<Turn, 'recipe'>): number[] {
  if (recipe.originals.act === 'move') return []
  // In a watched folder's day a file that has changed has a row of its own, and the earlier one stays as it is.
  const rows = filesOf(job).flatMap(({ seq, before }) => (before?.seq === seq ? [before.leader] : []))
  return rows.length < 2 ? rows : [...new Set(rows)]
}
