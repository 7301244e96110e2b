import { child } from '../io/paths.ts'
import type { BatchContext } from './batch-context.ts'
import type { Job, JobTarget } from './job.ts'

/**
 * Names that are taken on disk already are left to whoever holds them; the jobs get the next numbers, round by round. Where the conflict mode moves away what
 * is there, only names of the batch's own files are left to them.
 */
export async function freeNames(jobs: Job[], batch: BatchContext): Promise<void> {
  if (batch.conflict !== 'number' && !standsAmongInputs(batch)) return
  let open = jobs.flatMap(namedTargets)
  while (open.length > 0) {
    const paths = open.map(({ target }) => pathsOf(target))
    const taken = (await areTaken(paths.flat(), batch)).values()
    open = open.filter((_, at) => paths[at]?.map(() => taken.next().value).some(Boolean))
    if (open.length > 0) await renumber(open, batch)
  }
}

/** Whether results stand among the files they replace, and may push out what stands there. */
export function standsAmongInputs({ conflict, recipe }: Pick<BatchContext, 'conflict' | 'recipe'>): boolean {
  return recipe.originals.act === 'replace' && (conflict === 'replace' || conflict === 'newer')
}

function areTaken(paths: string[], { conflict, parts, record }: BatchContext): Promise<boolean[]> {
  return conflict === 'number'
    ? parts.io.call('occupied', paths)
    : parts.journal.call('areInputs', { batch: record.n, paths })
}

interface Named {
  seq: number
  target: JobTarget
}

function namedTargets({ seq, targets }: Job): Named[] {
  return targets.filter(({ name, own }) => name !== null && !own).map((target) => ({ seq, target }))
}

/** Where the result goes, and whatever travels along with it. */
function pathsOf({ folder, name, extension, companions = [] }: JobTarget): string[] {
  const stem = (name ?? '').slice(0, (name ?? '').length - extension.length)
  return [name ?? '', ...companions.map((ending) => stem + ending)].map((each) => child(folder, each))
}

async function renumber(
  open: Named[],
  { parts, record, traits }: Pick<BatchContext, 'parts' | 'record' | 'traits'>,
): Promise<void> {
  const wanted = open.map(({ seq, target: { folder, stem, extension, companions = [] } }) => ({
    seq,
    folder,
    stem: stem ?? '',
    extension,
    companions,
  }))
  const names = await parts.journal.call('renumber', { batch: record.n, folding: traits, wanted })
  for (const [at, { target }] of open.entries()) target.name = names[at] ?? null
}
