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
      moves: all.filter(([, , , state]) => state === 'done').map(moveFrom),
      members,
      emptied: all
        .filter(([, , kind, state]) => state === 'emptied' && kind !== 'result')
        .map(([, , kind, , from]) => ({ kind, from })),
    }
  })
}

function outputFrom([, part, path, attempt, identity, sha256, ctime, bytes, maker]: OutputRow): UndoableOutput {
  return { part, path, attempt, maker, identity: identityFrom(identity), sha256, ctime, bytes }
}

function moveFrom([, n, kind, , from, to, identity, bytes, sha256]: MoveRow): Undoable['moves'][number] {
  return { n, kind, from, to, identity: identityFrom(identity), bytes, sha256 }
}
