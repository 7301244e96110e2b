import { isOwnName } from '../../../contract/own-names.ts'
import type { Verdict, Whereabouts } from '../../io/moving/unedited.ts'
import { nameOf } from '../../io/paths.ts'
import type { Undoable, UndoableOutput } from '../../journal/undo/undoable.ts'

/** A job that may be taken back, and what of it is where now. */
export interface Candidate {
  job: Undoable
  /** Of its results. */
  verdicts: Verdict[]
  /** Id of another run, whose result has the name of one of them by now; empty where there is none. */
  later: string
  /** What `movedAside` names, and where each of it is. */
  aside: { move: Undoable['moves'][number]; found: Whereabouts }[]
}

/** A job of which every file is as the journal has it, which nearly all are. */
export function asNoted(job: Undoable): Candidate {
  const aside = movedAside(job).map((move) => ({ move, found: 'as-noted' as const }))
  return { job, verdicts: job.outputs.map(() => 'as-noted'), later: '', aside }
}

/**
 * Files of the person that made room for the results, the one moved last first. One that went to be the result itself is not among them. Of several
 * from one place, as where somebody edited a result and it was made anew, what lay there before the run goes back, and the vault keeps the others.
 */
export function movedAside({ outputs, moves }: Pick<Undoable, 'outputs' | 'moves'>): Undoable['moves'] {
  const [only] = moves
  // Nearly all jobs have one, and thousands of them are taken back in a moment.
  if (only && moves.length === 1 && only.kind !== 'result' && outputs.every(({ path }) => path !== only.to))
    return moves
  const results = new Set(outputs.map(({ path }) => path))
  const aside = moves.filter(({ kind, to }) => kind !== 'result' && !results.has(to))
  const places = new Set<string>()
  return aside.filter(({ from }) => !places.has(from) && places.add(from)).toReversed()
}

/** Results that are not where they were put: whoever has moved them has them still. */
export function resultsGone({ job, verdicts }: Candidate): string[] {
  if (!verdicts.includes('gone')) return []
  return job.outputs.filter((_, at) => verdicts[at] === 'gone').map(({ path }) => path.toWellFormed())
}

/** Where an output was that is a file of the person itself, under a new name; null for a result of ours. */
export function homeOf({ moves }: Undoable, { path, attempt }: UndoableOutput): string | null {
  if (attempt !== '' && !isOwnName(nameOf(attempt))) return attempt
  return moves.find(({ kind, to }) => kind === 'moved' && to === path)?.from ?? null
}
