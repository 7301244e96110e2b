import { child } from '../io/paths.ts'
import type { BatchContext } from './batch-context.ts'
import type { Job, JobTarget } from './job.ts'

/** Names that are taken on disk already are left to whoever holds them; the jobs get the next numbers, round by round. */
export async function freeNames(jobs: Job[], { conflict, parts, record, traits }: BatchContext): Promise<void> {
  if (conflict !== 'number') return
  let open = jobs.flatMap(namedTargets)
  while (open.length > 0) {
    const taken = await parts.io.call(
      'occupied',
      open.map(({ target }) => child(target.folder, target.name ?? '')),
    )
    open = open.filter((_, at) => taken[at])
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

async function renumber(
  open: Named[],
  { parts, record, traits }: Pick<BatchContext, 'parts' | 'record' | 'traits'>,
): Promise<void> {
  const wanted = open.map(({ seq, target: { folder, stem, extension } }) => ({
    seq,
    folder,
    stem: stem ?? '',
    extension,
  }))
  const names = await parts.journal.call('renumber', { batch: record.n, folding: traits, wanted })
  for (const [at, { target }] of open.entries()) target.name = names[at] ?? null
}
