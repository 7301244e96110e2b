import type { Aside, Receipt } from '../../io/moving/unedited.ts'
import type { Move } from '../../journal/moves/moves.ts'
import type { Undoable } from '../../journal/undo/undoable.ts'
import type { EngineParts } from '../batch-context.ts'
import { type Candidate, movedAside } from './candidate.ts'
import { namesNeeded, type Plan } from './undo-plan.ts'

type Disk = EngineParts['io']

/** What has become of the files of each job of a batch: its results, and what was moved aside for them. */
export async function lookAgain(
  { io, journal }: Pick<EngineParts, 'io' | 'journal'>,
  { batch, jobs }: { batch: number; jobs: Undoable[] },
): Promise<Candidate[]> {
  const candidates = await io.shareOut(jobs, (share) => lookAt(io, share))
  const others = candidates.flatMap((candidate) => otherResults(candidate).map((path) => ({ candidate, path })))
  const found = await io.call(
    'look',
    others.map(({ path }) => path),
  )
  const there = others.flatMap((other, at) => (found[at] ? [{ ...other, identity: found[at] }] : []))
  const files = there.map(({ path, identity }) => ({ path, identity }))
  const makers = await journal.call('otherMakers', { batch, files })
  for (const [at, { candidate }] of there.entries()) candidate.later ||= makers[at] ?? ''
  return candidates
}

/** What has the name of a result and is not the very file, be its content the same. */
function otherResults({ job, verdicts }: Candidate): string[] {
  const isOther = (at: number): boolean => verdicts[at] !== 'as-noted' && verdicts[at] !== 'gone'
  return job.outputs.flatMap(({ path }, at) => (isOther(at) ? [path] : []))
}

async function lookAt(io: Disk, jobs: Undoable[]): Promise<Candidate[]> {
  const results = jobs.flatMap(({ outputs }) => outputs.map(receiptOf))
  const moves = jobs.map(movedAside)
  const { verdicts, aside } = await io.call('findAgain', { results, aside: moves.flat().map(asideOf) })
  const [nextVerdict, nextAside] = [verdicts.values(), aside.values()]
  return jobs.map((job, at) => ({
    job,
    verdicts: job.outputs.map(() => nextVerdict.next().value ?? 'gone'),
    later: '',
    aside: (moves[at] ?? []).map((move) => ({ move, found: nextAside.next().value ?? null })),
  }))
}

/** For each plan, which of the names it gives back somebody else has by now, as sentences; empty where all are free. */
export async function namesTaken(io: Disk, plans: Plan[]): Promise<string[]> {
  const needed = plans.map(namesNeeded)
  const occupied = (await io.shareOut(needed.flat(), (share) => io.call('occupied', share))).values()
  return needed.map((names) => {
    const taken = names.filter(() => occupied.next().value)
    return taken.map((name) => `Something else has the name ${name.toWellFormed()} by now.`).join(' ')
  })
}

function receiptOf({ path, identity, ctime, sha256 }: Undoable['outputs'][number]): Receipt {
  return { path, identity, ctime, sha256 }
}

function asideOf({ from, to, identity, sha256 }: Move): Aside {
  return { path: to, home: from, identity, sha256 }
}
