import { child } from '../../io/paths.ts'
import type { BatchContext } from '../batch-context.ts'
import { inGroups } from '../in-groups.ts'
import type { Job, JobTarget } from '../job.ts'

/** So many files with a name and a number there may be; after that the commit finds out what is wrong. */
const roundsMost = 100_000

/**
 * Names that are taken on disk already are left to whoever holds them; the jobs get the next numbers, round by round. Where the conflict mode moves away what
 * is there, only names of the batch's own files are left to them. Throws the reason once jobs are to stop at once.
 */
export async function freeNames(jobs: Job[], batch: BatchContext): Promise<void> {
  if (batch.conflict !== 'number' && !pushesOut(batch)) return
  let open = jobs.flatMap(namedTargets)
  for (let round = 0; open.length > 0 && round < roundsMost; round++) {
    batch.stopNow.throwIfAborted()
    const paths = open.map(({ target }) => pathsOf(target))
    const wanted = paths.flatMap((all, at) => all.map((path) => ({ path, source: open[at]?.source ?? '' })))
    const taken = inGroups(await areTaken(wanted, batch), paths)
    open = open.filter(({ retired }, at) => paths[at]?.some((path, nth) => taken[at]?.[nth] && !retired.has(path)))
    if (open.length > 0) await renumber(open, batch)
  }
}

/** Whether results may push out what has their names: of other files that the batch takes, or has taken, none is. */
export function pushesOut({ conflict }: Pick<BatchContext, 'conflict'>): boolean {
  return conflict === 'replace' || conflict === 'newer'
}

function areTaken(
  wanted: { path: string; source: string }[],
  { conflict, parts, inputs }: BatchContext,
): Promise<boolean[]> {
  if (conflict !== 'number') return inputs.areOthers(wanted)
  return parts.io.call(
    'occupied',
    wanted.map(({ path }) => path),
  )
}

interface Named {
  seq: number
  source: string
  members: number[]
  /** Results that make way for the job's. */
  retired: ReadonlySet<string>
  target: JobTarget
}

/** Of nearly every job nothing makes way. */
const noPaths: ReadonlySet<string> = new Set()

function namedTargets({ seq, source, targets, members: files, retires }: Job): Named[] {
  const members = files.map((file) => file.seq)
  const retired = retires ? new Set(retires.map(({ path }) => path)) : noPaths
  return targets
    .filter(({ name, own }) => name !== null && !own)
    .map((target) => ({ seq, source, members, retired, target }))
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
  const wanted = open.map(({ seq, members, target: { folder, stem, extension, companions = [] } }) => ({
    seq,
    members,
    folder,
    stem: stem ?? '',
    extension,
    companions,
  }))
  const names = await parts.journal.call('renumber', { batch: record.n, folding: traits, wanted })
  for (const [at, { target }] of open.entries()) target.name = names[at] ?? null
}
