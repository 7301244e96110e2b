import type { FileIdentity } from '../../../contract/job.ts'
import type { Whole } from '../../io/moving/unedited.ts'
import { folderOf } from '../../io/paths.ts'
import type { Move } from '../../journal/moves/moves.ts'
import type { UndoableOutput } from '../../journal/undo/undoable.ts'
import { vaultPath } from '../originals.ts'
import { type Candidate, homeOf } from './candidate.ts'

/** One file that gets another name. */
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

/** What becomes of the files of one job. */
export interface Plan {
  seq: number
  /** In the order they are to happen. */
  moves: PlannedMove[]
}

interface Vault {
  /** Where results go, unless they took the place of something. */
  place: string
  nextTag: () => string
}

/**
 * Results into the vault first, then the person's own files back. A file that is back already is passed over. A result goes to where the vault has what
 * it took the place of, which is on its disk; any other goes to `place`.
 */
export function planUndo({ job, verdicts, aside }: Candidate, { place, nextTag }: Vault): Plan {
  const moves: PlannedMove[] = []
  job.outputs.forEach((output, at) => {
    const found = verdicts[at] ?? 'gone'
    if (found === 'gone' || found === 'edited') return
    const home = homeOf(job, output)
    const { path } = output
    if (home !== null) moves.push(goesHome(output, found, home))
    else moves.push(leaves(output, found, vaultPath(vaultBeside(aside, path) ?? place, path, nextTag())))
  })
  for (const { move, found } of aside) if (found !== null && found !== 'home') moves.push(comesBack(move, found))
  return { seq: job.seq, moves }
}

/** A result of ours, into the vault. */
function leaves(output: UndoableOutput, found: Whole, to: string): PlannedMove {
  return { kind: 'result', to, ...resultFrom(output, found), isOriginal: false }
}

/** A result that is a file of the person itself, under a new name. */
function goesHome(output: UndoableOutput, found: Whole, to: string): PlannedMove {
  return { kind: 'restored', to, ...resultFrom(output, found), isOriginal: true }
}

function resultFrom(output: UndoableOutput, found: Whole): Omit<PlannedMove, 'kind' | 'to' | 'isOriginal'> {
  const { part, path: from, bytes, sha256, ctime } = output
  return { from, identity: stateOf(found, output), bytes, sha256, ctime, row: null, part, isVaulted: false }
}

/** A file of the person that made way. */
function comesBack(move: Candidate['aside'][number]['move'], found: Whole): PlannedMove {
  const { n: row, kind, from: to, to: from, bytes, sha256 } = move
  const identity = stateOf(found, move)
  const isVaulted = kind !== 'moved'
  const isOriginal = kind !== 'conflict'
  return { kind: 'restored', from, to, identity, bytes, sha256, ctime: null, row, part: null, isVaulted, isOriginal }
}

function vaultBeside(aside: Candidate['aside'], path: string): string | undefined {
  const replaced = aside.find(({ move }) => move.kind !== 'moved' && folderOf(move.from) === folderOf(path))
  return replaced && folderOf(replaced.move.to)
}

function stateOf(found: Whole, { identity }: { identity: FileIdentity }): FileIdentity {
  return found === 'as-noted' ? identity : found
}

/** Names that have to be free for a plan: what has one now is not a result that goes away first. */
export function namesNeeded({ moves }: Plan): string[] {
  const leaving = new Set(moves.map(({ from }) => from))
  return moves.filter(({ kind, to }) => kind === 'restored' && !leaving.has(to)).map(({ to }) => to)
}

/** How many files have their places again once so many of its moves, from the first, have happened: originals, and those that results had replaced. */
export function filesBack({ moves }: Plan, happened = moves.length): { originals: number; replaced: number } {
  const back = moves.slice(0, happened).filter(({ kind }) => kind === 'restored')
  const originals = back.filter(({ isOriginal }) => isOriginal).length
  return { originals, replaced: back.length - originals }
}
