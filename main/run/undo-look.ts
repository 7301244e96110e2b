import type { Aside, Receipt } from '../io/unedited.ts'
import type { Move } from '../journal/moves.ts'
import type { Undoable } from '../journal/undoable.ts'
import type { EngineParts } from './batch-context.ts'
import { type Candidate, movedAside, namesNeeded, type Plan } from './undo-plan.ts'

type Disk = EngineParts['io']

/** What has become of the files of each job: its results, and what was moved aside for them. */
export function lookAgain(io: Disk, jobs: Undoable[]): Promise<Candidate[]> {
  return io.shareOut(jobs, (share) => lookAt(io, share))
}

async function lookAt(io: Disk, jobs: Undoable[]): Promise<Candidate[]> {
  const results = jobs.flatMap(({ outputs }) => outputs.map(receiptOf))
  const moves = jobs.map(movedAside)
  const { verdicts, aside } = await io.call('findAgain', { results, aside: moves.flat().map(asideOf) })
  const [nextVerdict, nextAside] = [verdicts.values(), aside.values()]
  return jobs.map((job, at) => ({
    job,
    verdicts: job.outputs.map(() => nextVerdict.next().value ?? 'gone'),
    aside: (moves[at] ?? []).map((move) => ({ move, found: nextAside.next().value ?? null })),
  }))
}

/** For each plan, which of the names it gives back somebody else has by now, as sentences; empty where all are free. */
export async function namesTaken(io: Disk, plans: Plan[]): Promise<string[]> {
  const needed = plans.map(namesNeeded)
  const occupied = (await io.shareOut(needed.flat(), (share) => io.call('occupied', share))).values()
  return needed.map((names) => {
    const taken = names.filter(() => occupied.next().value)
    return taken.map((name) => `A new file has the name ${name.toWellFormed()} by now.`).join(' ')
  })
}

function receiptOf({ path, identity, ctime, sha256 }: Undoable['outputs'][number]): Receipt {
  return { path, identity, ctime, sha256 }
}

function asideOf({ from, to, identity, sha256 }: Move): Aside {
  return { path: to, home: from, identity, sha256 }
}
