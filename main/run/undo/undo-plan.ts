import type { FileIdentity } from '../../../contract/job.ts'
import { isOwnName } from '../../../contract/own-names.ts'
import { folderOf, nameOf } from '../../io/paths.ts'
import type { Verdict, Whereabouts, Whole } from '../../io/moving/unedited.ts'
import type { Move } from '../../journal/moves/moves.ts'
import type { UndoPlan } from '../../journal/undo/undo.ts'
import type { UndoNote } from '../../journal/undo/undo-notes.ts'
import type { Undoable, UndoableOutput } from '../../journal/undo/undoable.ts'
import { vaultPath } from '../originals.ts'

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

export interface PlannedMove extends Move {
  /** What proves that a result is still the one: the change time it was published with. Null for the others. */
  ctime: string | null
  /** Row of the recorded move that it takes back; null for a result. */
  row: number | null
  /** It has a name that the vault made for it. */
  isVaulted: boolean
  /** It brings an original back; a file that had only made way for a result is none. */
  isOriginal: boolean
  /** Which result of its job it is; null for what was moved aside. */
  part: number | null
}

export interface Plan {
  seq: number
  moves: PlannedMove[]
}

/** How many originals have their places again once so many of its moves, from the first, have happened. */
export function originalsBack({ moves }: Plan, happened = moves.length): number {
  return moves.reduce((count, { isOriginal }, at) => count + (isOriginal && at < happened ? 1 : 0), 0)
}

/** A job of which every file is as the journal has it, which nearly all are. */
export function asNoted(job: Undoable): Candidate {
  const aside = movedAside(job).map((move) => ({ move, found: 'as-noted' as const }))
  return { job, verdicts: job.outputs.map(() => 'as-noted'), later: '', aside }
}

/** Results that are not where they were put: whoever has moved them has them still. */
export function resultsGone({ job, verdicts }: Candidate): string[] {
  if (!verdicts.includes('gone')) return []
  return job.outputs.filter((_, at) => verdicts[at] === 'gone').map(({ path }) => path.toWellFormed())
}

/**
 * Results into the vault first, then the person's own files back. A file that is back already is passed over. A result goes to where the vault has what
 * it took the place of, which is on its disk; any other goes to `place`.
 */
export function planUndo(
  { job, verdicts, aside }: Candidate,
  { place, nextTag }: { place: string; nextTag: () => string },
): Plan {
  const moves: PlannedMove[] = []
  job.outputs.forEach((output, at) => {
    const verdict = verdicts[at] ?? 'gone'
    if (verdict === 'gone' || verdict === 'edited') return
    const { part, path: from, bytes, sha256, ctime } = output
    const home = homeOf(job, output)
    const kind = home === null ? 'result' : 'restored'
    const to = home ?? vaultPath(vaultBeside(aside, from) ?? place, from, nextTag())
    const identity = stateOf(verdict, output)
    const isOriginal = home !== null
    moves.push({ kind, from, to, identity, bytes, sha256, ctime, row: null, part, isVaulted: false, isOriginal })
  })
  for (const { move, found } of aside) {
    if (found === null || found === 'home') continue
    const { n: row, kind, from: to, to: from, bytes, sha256 } = move
    const identity = stateOf(found, move)
    const isVaulted = kind !== 'moved'
    const isOriginal = kind !== 'conflict'
    moves.push({
      kind: 'restored',
      from,
      to,
      identity,
      bytes,
      sha256,
      ctime: null,
      row,
      part: null,
      isVaulted,
      isOriginal,
    })
  }
  return { seq: job.seq, moves }
}

function vaultBeside(aside: Candidate['aside'], path: string): string | undefined {
  const replaced = aside.find(({ move }) => move.kind !== 'moved' && folderOf(move.from) === folderOf(path))
  return replaced && folderOf(replaced.move.to)
}

/** As the journal notes it. What goes back in the very state it was noted in needs no rows of its own. */
export function noteOf({ seq, moves }: Plan, { known }: { known: 'noted' | 'looked' }): UndoPlan {
  if (known === 'looked') return { seq, moves, back: [] }
  return {
    seq,
    moves: moves.filter(({ row }) => row === null),
    back: moves.flatMap(({ row }) => row ?? []),
  }
}

/**
 * Whether a job of a page that is `asNoted` can be told in a row that it shares with others: its results go to the vault, all to one place, and what
 * was moved aside returns.
 */
export function isPlain({ moves }: Plan): boolean {
  const place = placeOf(moves)
  return moves.every(({ kind, row, from, to }) => {
    return row !== null || (kind === 'result' && folderOf(to) === place && from.isWellFormed() && to.isWellFormed())
  })
}

/** Where in the vault the first of its results goes; empty where none does. */
export function placeOf(moves: PlannedMove[]): string {
  const result = moves.find(({ kind }) => kind === 'result')
  return result ? folderOf(result.to) : ''
}

/** What such jobs share. */
export function sharedNote(plans: Plan[]): Pick<UndoNote, 'seqs' | 'results' | 'back'> {
  const note: ReturnType<typeof sharedNote> = { seqs: [], results: [], back: [] }
  for (const { seq, moves } of plans) {
    note.seqs.push(seq)
    for (const { row, part, to } of moves) {
      if (row !== null) note.back.push([seq, row])
      else if (part !== null) note.results.push([seq, part, nameOf(to)])
    }
  }
  return note
}

function stateOf(found: Whole, { identity }: { identity: FileIdentity }): FileIdentity {
  return found === 'as-noted' ? identity : found
}

/** Names that have to be free for a plan: what has one now is not a result that goes away first. */
export function namesNeeded({ moves }: Plan): string[] {
  const leaving = new Set(moves.map(({ from }) => from))
  return moves.filter(({ kind, to }) => kind === 'restored' && !leaving.has(to)).map(({ to }) => to)
}

/** Where an output was that is a file of the person itself, under a new name; null for a result of ours. */
function homeOf({ moves }: Undoable, { path, attempt }: UndoableOutput): string | null {
  if (attempt !== '' && !isOwnName(nameOf(attempt))) return attempt
  return moves.find(({ kind, to }) => kind === 'moved' && to === path)?.from ?? null
}
