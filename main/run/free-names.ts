import { child } from '../io/paths.ts'
import type { BatchContext } from './batch-context.ts'
import type { Job, JobTarget } from './job.ts'

/** Names that are taken on disk already are left to whoever holds them; the jobs get the next numbers, round by round. */
export async function freeNames(jobs: Job[], { conflict, parts, record, traits }: BatchContext): Promise<void> {
  if (conflict !== 'number') return
  let open = jobs.flatMap(namedTargets)
  while (open.length > 0) {
    const paths = open.map(({ target }) => pathsOf(target))
    const taken = (await parts.io.call('occupied', paths.flat())).values()
    open = open.filter((_, at) => paths[at]?.map(() => taken.next().value).some(Boolean))
    if (open.length > 0) await renumber(open, { parts, record, traits })
  }
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
