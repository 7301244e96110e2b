import { folderOf, nameOf } from '../../io/paths.ts'
import type { UndoPlan } from '../../journal/undo/undo.ts'
import type { UndoNote } from '../../journal/undo/undo-notes.ts'
import type { EngineParts } from '../batch-context.ts'
import type { Plan, PlannedMove } from './undo-plan.ts'

/** What is known of the files of a plan: that they were `noted`, or `looked` at since. */
export interface Known {
  known: 'noted' | 'looked'
}

/**
 * Puts into the journal what is about to be moved; resolves when it is durable there. Plans of files that are as they were noted share a row where
 * they can, the others have rows of their own.
 */
export async function notePlans(
  { journal, clock }: Pick<EngineParts, 'journal' | 'clock'>,
  { batch, plans, known }: Known & { batch: number; plans: Plan[] },
): Promise<void> {
  if (plans.length === 0) return
  const atMs = clock.nowMs()
  const { shared = [], apart = [] } = Object.groupBy(plans, (plan) =>
    known === 'noted' && isPlain(plan) ? 'shared' : 'apart',
  )
  const byPlace = Map.groupBy(shared, ({ moves }) => placeOf(moves))
  const rows = apart.map((plan) => noteOf(plan, { known }))
  await Promise.all([
    ...Array.from(byPlace, ([place, some]) => journal.call('noteUndo', { batch, atMs, place, ...sharedNote(some) })),
    rows.length > 0 && journal.call('beginUndo', { batch, atMs, plans: rows }),
  ])
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
function placeOf(moves: PlannedMove[]): string {
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

/** As the journal notes one by itself. What goes back in the very state it was noted in needs no rows of its own. */
function noteOf({ seq, moves }: Plan, { known }: Known): UndoPlan {
  if (known === 'looked') return { seq, moves, back: [] }
  return {
    seq,
    moves: moves.filter(({ row }) => row === null),
    back: moves.flatMap(({ row }) => row ?? []),
  }
}
