import type { ConflictMode } from '../../../contract/recipe.ts'
import { child } from '../../io/paths.ts'
import type { BatchContext } from '../batch-context.ts'
import { givesWay } from '../commit/gives-way.ts'
import { TakenName } from '../commit/taken-name.ts'
import type { Job } from '../job.ts'
import { resultsOf } from '../targets.ts'

/** Modes in which a name that somebody has may end a file, whatever would have become of it. */
const ending: readonly ConflictMode[] = ['skip', 'fail', 'newer']

interface Wanted {
  path: string
  branch: number
}

/** Whether a taken name may end the job before any work is done for it: nothing of an earlier turn has to do with it. */
export function mayEndWhereTaken(job: Job, { conflict, recipe }: BatchContext): boolean {
  if (!ending.includes(conflict) || recipe.originals.act === 'replace') return false
  return !job.earlier && !job.before && !job.retires?.length && job.members.length === 0
}

/** Raises `TakenName` where something that stays has the name of a result by now. A name that only the result tells is looked at when it is there. */
export async function requireFreeNames(job: Job, batch: BatchContext): Promise<void> {
  const wanted = [...batch.course.branches.keys()].flatMap((branch) => {
    const path = certainPath(job, batch, branch)
    return path === null ? [] : [{ path, branch }]
  })
  if (wanted.length === 0) return
  const occupied = await batch.parts.io.call(
    'occupied',
    wanted.map(({ path }) => path),
  )
  for (const [at, each] of wanted.entries())
    if (occupied[at] && (await stays(each, job, batch))) throw new TakenName(each.path, each.branch)
}

/** Null where only the result tells it. */
function certainPath(job: Job, batch: BatchContext, branch: number): string | null {
  const target = job.targets[branch]
  if (!target?.name || batch.course.branches[branch]?.branch.ifLarger === 'use-original') return null
  const { type, extension } = resultsOf(job.facts, batch, branch)
  const isOpen = extension === null && ['undecided', 'unknown'].includes(type)
  return isOpen ? null : child(target.folder, target.name)
}

/** What the batch takes as well is not pushed out: the result gets a number. */
async function stays({ path }: Wanted, job: Job, batch: BatchContext): Promise<boolean> {
  if (batch.conflict !== 'newer') return true
  if ((await batch.inputs.areOthers([{ path, source: job.source }])).includes(true)) return false
  const [standing = null] = await batch.parts.io.call('look', [path])
  return !givesWay(standing, job, batch)
}
