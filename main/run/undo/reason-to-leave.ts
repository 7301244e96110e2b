import type { Undoable, UndoableOutput } from '../../journal/undo/undoable.ts'
import { type Candidate, homeOf } from './candidate.ts'

/** Why a job is left as it is, told of one of its files; empty when all of it can be taken back. */
export function reasonToLeave(candidate: Candidate, file: string): string {
  const { job, verdicts, later } = candidate
  if (later !== '') return `Another run has put its result there since: undo that one first (${later}).`
  if (verdicts.includes('edited'))
    return `${listed(job.outputs.filter((_, at) => verdicts[at] === 'edited'))} was edited since.`
  if (job.outputs.some(isTakenOver)) return madeEarlier(job.outputs.filter(isTakenOver))
  if (job.emptied.length > 0) return whyRemoved(job, file)
  const missing = missingOf(candidate)
  if (missing.length === 0) return ''
  return `Its original is not where it was put (${listed(missing)}): it was moved or edited since, or its disk is not connected.`
}

const listed = (files: { path: string }[]): string => files.map(({ path }) => path.toWellFormed()).join(', ')

const isTakenOver = ({ attempt }: UndoableOutput): boolean => attempt === ''

/** Files of the person that are not where they were put. */
function missingOf({ job, verdicts, aside }: Candidate): { path: string }[] {
  const gone = verdicts.includes('gone')
    ? job.outputs.filter((output, at) => verdicts[at] === 'gone' && homeOf(job, output) !== null)
    : []
  const lost = aside.filter(({ found }) => found === null).map(({ move }) => ({ path: move.to }))
  return [...gone, ...lost]
}

/** Of several files that became one result, one that was kept is no reason; nor is the input, where it was another file that made way for its result. */
function whyRemoved({ emptied }: Undoable, file: string): string {
  const originals = emptied.filter(({ kind }) => kind !== 'conflict')
  const [other] = originals
  if (!other) return 'What its result took the place of was removed from the vault for good, so its result stays.'
  if (originals.some(({ from }) => from === file))
    return 'Its original was removed from the vault for good, so its result stays.'
  return `It was made into one result with ${other.from.toWellFormed()}, which was removed from the vault for good, so that stays.`
}

/** Names the run to undo, where it is known. */
function madeEarlier(takenOver: UndoableOutput[]): string {
  const maker = takenOver.map((output) => output.maker).find((each) => each !== '')
  return maker === undefined
    ? 'An earlier run made its result: undo that one.'
    : `An earlier run made its result: undo that one (${maker}).`
}
