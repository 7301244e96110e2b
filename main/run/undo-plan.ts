import type { FileIdentity } from '../../contract/job.ts'
import { nameOf, ownPrefix } from '../io/paths.ts'
import type { Verdict } from '../io/unedited.ts'
import type { Move, RecordedMove } from '../journal/moves.ts'
import type { Undoable, UndoPlan } from '../journal/undo.ts'
import { vaultPath } from './originals.ts'

/** A job that may be taken back, and what of it is where now. */
export interface Candidate {
  job: Undoable
  /** Of its results. */
  verdicts: Verdict[]
  /** Of what `movedAside` names. */
  aside: Whereabouts[]
}

/** A file that was moved aside: the state it is in where it was put; `home` when it has its name again; null when it is neither here nor there. */
export type Whereabouts = FileIdentity | 'home' | null

/** Files of the person that made room for the results, the one moved last first. One that went to be the result itself is not among them. */
export function movedAside({ outputs, moves }: Pick<Undoable, 'outputs' | 'moves'>): RecordedMove[] {
  const results = new Set(outputs.map(({ path }) => path))
  return moves.filter(({ kind, to }) => kind !== 'result' && !results.has(to)).toReversed()
}

/** Why a job is left as it is; empty when all of it can be taken back. */
export function reasonToLeave({ job, verdicts, aside }: Candidate): string {
  const edited = job.outputs.filter((_, at) => verdicts[at]?.state === 'edited')
  if (edited.length > 0) return `${edited.map(({ path }) => path.toWellFormed()).join(', ')} was edited since.`
  if (job.outputs.some(({ attempt }) => attempt === '')) return 'An earlier run made its result: undo that one.'
  if (job.emptied) return 'Its original was removed from the vault for good, so its result stays.'
  const gone = job.outputs.filter((output, at) => verdicts[at]?.state === 'gone' && homeOf(job, output) !== null)
  const missing = [...gone.map(({ path }) => path), ...movedAside(job).flatMap(({ to }, at) => (aside[at] ? [] : [to]))]
  if (missing.length === 0) return ''
  return `Its original is not where it was put (${missing.map((path) => path.toWellFormed()).join(', ')}): it was moved or edited since, or its disk is not connected.`
}

/** Results into the vault first, then the person's own files back. A file that is back already is passed over. */
export function planUndo(
  { job, verdicts, aside }: Candidate,
  { place, nextTag }: { place: string; nextTag: () => string },
): UndoPlan {
  const results = job.outputs.flatMap((output, at): Move[] => {
    const verdict = verdicts[at]
    if (verdict?.state !== 'same') return []
    const { path, bytes, sha256 } = output
    const move = { from: path, identity: verdict.identity, bytes, sha256 }
    const home = homeOf(job, output)
    if (home !== null) return [{ ...move, kind: 'restored', to: home }]
    return [{ ...move, kind: 'result', to: vaultPath(place, path, nextTag()) }]
  })
  const originals = movedAside(job).flatMap(({ from, to, bytes, sha256 }, at): Move[] => {
    const identity = aside[at] ?? 'home'
    return identity === 'home' ? [] : [{ kind: 'restored', from: to, to: from, identity, bytes, sha256 }]
  })
  return { seq: job.seq, moves: [...results, ...originals] }
}

/** Names that have to be free for a plan: what has one now is not a result that goes away first. */
export function namesNeeded({ moves }: UndoPlan): string[] {
  const leaving = new Set(moves.map(({ from }) => from))
  return moves.filter(({ kind, to }) => kind === 'restored' && !leaving.has(to)).map(({ to }) => to)
}

/** Where an output was that is a file of the person itself, under a new name; null for a result of ours. */
function homeOf({ moves }: Undoable, { path, attempt }: Undoable['outputs'][number]): string | null {
  if (attempt !== '' && !nameOf(attempt).startsWith(ownPrefix)) return attempt
  return moves.find(({ kind, to }) => kind === 'moved' && to === path)?.from ?? null
}
