import type { JobState } from '../../../contract/job.ts'
import { forgetCounts } from '../batches/batch-counts.ts'
import { toColumn } from '../columns.ts'
import { beginMoves, insertMove, type Move, movesOf, reversed } from '../moves/moves.ts'
import type { Store } from '../store.ts'
import { type Stretch, stretchesOf } from '../stretches.ts'
import { addMovesOf, addNote, batchesWithNotes, movesBack, seqsOf, takeNoted, type UndoNote } from './undo-notes.ts'

/** Results stay in the vault, and files of the person have their names again. */
const settle = "UPDATE moves SET state = CASE WHEN kind = 'result' THEN 'done' ELSE 'back' END WHERE"

/** What lay there before the run has its name again: what was moved from there later stays where it was put. */
const isLater = `(state = 'done' AND kind <> 'result' AND EXISTS (
  SELECT 1 FROM moves earlier WHERE earlier.batch = moves.batch AND earlier.seq = moves.seq AND earlier.from_path = moves.from_path
    AND earlier.n < moves.n AND earlier.kind <> 'result' AND earlier.state IN ('done', 'returning')))`

const ofJobs = 'batch = ? AND seq BETWEEN ? AND ?'

/**
 * Of jobs and of all members of the groups they lead. One that came to another end in a later turn keeps that. Told apart, since one condition for both
 * would look through the whole batch.
 */
function setState(store: Store, batch: number, { seqs, state }: { seqs: Stretch; state: JobState }): void {
  store.run(
    `UPDATE jobs SET state = CASE state WHEN 'undoing' THEN coalesce(was, ?) WHEN 'done' THEN ? ELSE state END, was = NULL
     WHERE ${ofJobs}`,
    state,
    state,
    batch,
    ...seqs,
  )
  const ofMembers = "batch = ? AND leader BETWEEN ? AND ? AND state = 'done'"
  store.run(`UPDATE jobs INDEXED BY jobs_leader SET state = ? WHERE ${ofMembers}`, state, batch, ...seqs)
}

export interface UndoPlan {
  seq: number
  /** In the order they are to happen. */
  moves: Move[]
  /** Moves of the job, by their rows, whose files then get their old names again, in this order. */
  back: number[]
}

/** Before anything is taken back: every move that is about to happen. From here on recovery goes forward. */
export function beginUndo(
  store: Store,
  { batch, atMs, plans }: { batch: number; atMs: number; plans: UndoPlan[] },
): void {
  const seqs = plans.map(({ seq }) => seq)
  markBegun(store, { batch, seqs, back: plans.flatMap((plan) => plan.back) })
  for (const { seq, moves } of plans) for (const move of moves) insertMove(store, { batch, seq, atMs, move })
}

function markBegun(store: Store, { batch, seqs, back }: { batch: number; seqs: number[]; back: number[] }): void {
  for (const stretch of stretchesOf(seqs))
    store.run(`UPDATE jobs SET was = nullif(state, 'done'), state = 'undoing' WHERE ${ofJobs}`, batch, ...stretch)
  forgetBegun(store, batch, seqs)
  for (const rows of stretchesOf(back))
    store.run("UPDATE moves SET state = 'returning' WHERE n BETWEEN ? AND ? AND state = 'done'", ...rows)
}

/** What was about to happen and was noted before. */
function forgetBegun(store: Store, batch: number, seqs: readonly number[]): void {
  for (const stretch of stretchesOf(seqs))
    store.run(`DELETE FROM moves WHERE ${ofJobs} AND state = 'begun'`, batch, ...stretch)
}

/** The same as `beginUndo` in one row, for jobs that are taken back just as they are recorded. */
export function noteUndo(store: Store, { batch, ...note }: UndoNote & { batch: number }): void {
  forgetBegun(store, batch, note.seqs)
  addNote(store, batch, note)
}

/** From here on jobs of a note are as `beginUndo` would have left them: something of them is otherwise than it was recorded. */
export function spellOut(store: Store, batch: number, isMeant: (seq: number) => boolean): void {
  for (const note of takeNoted(store, batch, isMeant)) {
    markBegun(store, { batch, seqs: seqsOf(note), back: movesBack(note) })
    addMovesOf(store, batch, { note, state: 'begun' })
  }
}

/** A result that goes to another place than was noted. */
export function noteElsewhere(store: Store, { batch, seq, ...begun }: Parameters<typeof beginMoves>[1]): void {
  spellOut(store, batch, (noted) => noted === seq)
  beginMoves(store, { batch, seq, ...begun })
}

/** How undo ended for jobs, by their numbers. */
export interface UndoEnds {
  undone: number[]
  /** Something had to stay: they are done as before. `moved` are the old names of those of their files that were moved all the same. */
  kept: { seq: number; moved: string[] }[]
  /** Nothing of them was moved: they are done as before, as if nobody had asked. */
  untouched: number[]
}

/** Why something had to stay is told by whoever asked. */
export function endUndo(store: Store, { batch, ends }: { batch: number; ends: UndoEnds }): void {
  forgetCounts(store, batch)
  const noted = settleNotes(store, batch, ends)
  for (const seqs of stretchesOf(ends.undone)) {
    setState(store, batch, { seqs, state: 'undone' })
    store.run(`DELETE FROM outputs WHERE ${ofJobs}`, batch, ...seqs)
  }
  const moved = "(state = 'begun' OR state IN ('returning', 'done') AND kind <> 'result')"
  for (const seqs of stretchesOf(ends.undone.filter((seq) => !noted.has(seq))))
    store.run(`${settle} ${ofJobs} AND ${moved} AND NOT ${isLater}`, batch, ...seqs)
  for (const { seq, moved: names } of ends.kept) for (const name of names) noteMoved(store, { batch, seq, name })
  const kept = ends.kept.map(({ seq }) => seq)
  for (const seqs of stretchesOf([...kept, ...ends.untouched])) {
    setState(store, batch, { seqs, state: 'done' })
    store.run(`UPDATE moves SET state = 'done' WHERE ${ofJobs} AND state = 'returning'`, batch, ...seqs)
    store.run(`DELETE FROM moves WHERE ${ofJobs} AND state = 'begun'`, batch, ...seqs)
  }
}

/** Jobs that were undone just as it was noted get the rows that tell so: these. Of what is untouched nothing was to be told. */
function settleNotes(store: Store, batch: number, ends: UndoEnds): Set<number> {
  const [undone, untouched] = [new Set(ends.undone), new Set(ends.untouched)]
  const kept = new Set(ends.kept.map(({ seq }) => seq))
  if (kept.size > 0) spellOut(store, batch, (seq) => kept.has(seq))
  if (untouched.size > 0) takeNoted(store, batch, (seq) => untouched.has(seq))
  const notes = takeNoted(store, batch, (seq) => undone.has(seq))
  for (const note of notes) {
    addMovesOf(store, batch, { note, state: 'done' })
    for (const rows of stretchesOf(movesBack(note)))
      store.run("UPDATE moves SET state = 'back' WHERE n BETWEEN ? AND ? AND state = 'done'", ...rows)
  }
  return new Set(notes.flatMap(seqsOf))
}

/** A file that had this name has gone where the undo wanted it, and is not any more where an earlier move had put it. */
function noteMoved(store: Store, { batch, seq, name }: { batch: number; seq: number; name: string }): void {
  const of = 'batch = ? AND seq = ?'
  const path = toColumn(name)
  const onItsWay = "state = 'begun' AND from_path = ?"
  store.run(`${settle} ${of} AND ${onItsWay}`, batch, seq, path)
  const away = "state IN ('returning', 'done') AND kind <> 'result' AND to_path = ?"
  store.run(`UPDATE moves SET state = 'back' WHERE ${of} AND ${away}`, batch, seq, path)
}

/** Jobs whose undo was cut off, of one batch or, where that is null, of all, with their moves in the order they were to happen. */
export function halfUndone(store: Store, only: number | null): { batch: number; seq: number; moves: Move[] }[] {
  for (const batch of only === null ? batchesWithNotes(store) : [only]) spellOut(store, batch, () => true)
  const rows = store.all<{ batch: number; seq: number }>(
    "SELECT batch, seq FROM jobs WHERE state = 'undoing' AND batch = coalesce(?, batch)",
    only,
  )
  return rows.map((job) => {
    const back = movesOf(store, { ...job, state: 'returning' })
      .toReversed()
      .map(reversed)
    return { ...job, moves: [...movesOf(store, { ...job, state: 'begun' }), ...back] }
  })
}
