import type { FileIdentity } from '../../../contract/job.ts'
import { identityFrom } from '../columns.ts'
import type { Move, MoveKind } from '../moves/moves.ts'

export interface UndoableOutput {
  /** Which of the results of its job. */
  part: number
  path: string
  /** Where it was made from: another path than one of ours means that the file itself was renamed; empty, that an earlier batch made it. */
  attempt: string
  /** Id of that earlier batch; empty where there is none, or none is known. */
  maker: string
  identity: FileIdentity
  sha256: string
  ctime: string
  bytes: number
}

/** A job that may be taken back, with what it made and what it moved. */
export interface Undoable {
  seq: number
  source: string
  outputs: UndoableOutput[]
  moves: (Move & { n: number })[]
  /** Further files it was about: of a group, or that travelled along. */
  members: string[]
  /** What would have to be brought back and was removed from the vault for good: why it had gone there, and from where. */
  emptied: Pick<Move, 'kind' | 'from'>[]
}

type OutputRow = [
  seq: number,
  part: number,
  path: string,
  attempt: string,
  identity: string,
  sha: string,
  ctime: string,
  bytes: number,
  maker: string,
]
type MoveRow = [
  seq: number,
  n: number,
  kind: MoveKind,
  state: 'done' | 'emptied',
  from: string,
  to: string,
  identity: string,
  bytes: number,
  sha: string,
]

/** Many such jobs as they cross from the journal's thread: as lists, which are written and read in a third of the time that objects take. */
export interface UndoPage {
  /** In the order they are to be taken back. */
  jobs: [seq: number, source: string, members: string[]][]
  /** Those of one job in their order. */
  outputs: OutputRow[]
  moves: MoveRow[]
}

export function undoablesOf({ jobs, ...page }: UndoPage): Undoable[] {
  const outputs = Map.groupBy(page.outputs, ([seq]) => seq)
  const moves = Map.groupBy(page.moves, ([seq]) => seq)
  return jobs.map(([seq, source, members]) => {
    const all = moves.get(seq) ?? []
    return {
      seq,
      source,
      outputs: (outputs.get(seq) ?? []).map(outputFrom),
      moves: all.filter((row) => row[3] === 'done').map(moveFrom),
      members,
      emptied: all
        .filter((row) => row[3] === 'emptied' && row[2] !== 'result')
        .map((row) => ({ kind: row[2], from: row[4] })),
    }
  })
}

// By their places: an undo is over before it is compiled, and until then a list that is taken apart by pattern costs twice as much.

function outputFrom(row: OutputRow): UndoableOutput {
  return {
    part: row[1],
    path: row[2],
    attempt: row[3],
    identity: identityFrom(row[4]),
    sha256: row[5],
    ctime: row[6],
    bytes: row[7],
    maker: row[8],
  }
}

function moveFrom(row: MoveRow): Undoable['moves'][number] {
  const identity = identityFrom(row[6])
  return { n: row[1], kind: row[2], from: row[4], to: row[5], identity, bytes: row[7], sha256: row[8] }
}
