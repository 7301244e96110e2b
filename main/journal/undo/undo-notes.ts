import { toColumn } from '../columns.ts'
import { joined } from '../place.ts'
import type { Store } from '../store.ts'

/**
 * Jobs that are about to be taken back just as they are recorded, as nearly all are: one row for hundreds of them, which tells all that rows of their own
 * would. Those are written once they have been moved, or when something is found to be otherwise.
 */
export interface UndoNote {
  atMs: number
  /** Where in the vault all their results go. */
  place: string
  seqs: number[]
  /** Which result of a job gets which name there. Path and name are Unicode. */
  results: [seq: number, part: number, name: string][]
  /** Rows of moves by which files of the person had left their places: they return. */
  back: [seq: number, move: number][]
}

interface NoteRow {
  n: number
  at_ms: number
  place: string
  seqs: string
  results: string
  back: string
}

export function addNote(store: Store, batch: number, { atMs, place, seqs, results, back }: UndoNote): void {
  store.run(
    'INSERT INTO undo_notes(batch, at_ms, place, seqs, results, back) VALUES(?, ?, ?, ?, ?, ?)',
    batch,
    atMs,
    toColumn(joined(place, '')),
    ...[seqs, results, back].map((list) => JSON.stringify(list)),
  )
}

/** Numbers of batches of which something was about to be taken back; each once. */
export function batchesWithNotes(store: Store): number[] {
  return store.all<{ batch: number }>('SELECT DISTINCT batch FROM undo_notes').map(({ batch }) => batch)
}

/** Condition on a row of `jobs j`: it is not about to be taken back as a note tells. It is looked up once for all rows. */
export const isJobFree = '(j.batch, j.seq) NOT IN (SELECT u.batch, s.value FROM undo_notes u, json_each(u.seqs) s)'

/** Condition on a row of `moves m`: its file does not return, nor may have returned, as a note tells. */
export const isMoveFree = 'm.n NOT IN (SELECT r.value ->> 1 FROM undo_notes u, json_each(u.back) r)'

/** Takes jobs out of the notes of their batch; the others of a note stay in it. */
export function takeNoted(store: Store, batch: number, isTaken: (seq: number) => boolean): NoteRow[] {
  const notes = store.all<NoteRow>('SELECT * FROM undo_notes WHERE batch = ? ORDER BY n', batch)
  return notes.flatMap((note) => takeFrom(store, note, isTaken))
}

function takeFrom(store: Store, note: NoteRow, isTaken: (seq: number) => boolean): NoteRow[] {
  const seqs = seqsOf(note)
  const taken = new Set(seqs.filter(isTaken))
  if (taken.size === 0) return []
  if (taken.size === seqs.length) store.run('DELETE FROM undo_notes WHERE n = ?', note.n)
  else
    keepOnly(
      store,
      part(note, (seq) => !taken.has(seq)),
    )
  return [taken.size === seqs.length ? note : part(note, (seq) => taken.has(seq))]
}

function keepOnly(store: Store, { n, seqs, results, back }: NoteRow): void {
  store.run('UPDATE undo_notes SET seqs = ?, results = ?, back = ? WHERE n = ?', seqs, results, back, n)
}

function part(note: NoteRow, isIn: (seq: number) => boolean): NoteRow {
  const seqs = seqsOf(note).filter(isIn)
  const [results, back] = [note.results, note.back].map((list) =>
    (JSON.parse(list) as [seq: number][]).filter(([seq]) => isIn(seq)),
  )
  return { ...note, seqs: JSON.stringify(seqs), results: JSON.stringify(results), back: JSON.stringify(back) }
}

export function seqsOf({ seqs }: NoteRow): number[] {
  return JSON.parse(seqs) as number[]
}

/** Rows of moves that a note takes back. */
export function movesBack({ back }: NoteRow): number[] {
  return (JSON.parse(back) as UndoNote['back']).map(([, move]) => move)
}

/** The moves of results of a note, as rows: `begun`, or `done` where they have happened. */
export function addMovesOf(
  store: Store,
  batch: number,
  { note, state }: { note: NoteRow; state: 'begun' | 'done' },
): void {
  store.run(
    `INSERT INTO moves(batch, seq, kind, from_path, to_path, identity, bytes, sha, state, at_ms)
     SELECT o.batch, o.seq, 'result', ${pathOf}, ?1 || (r.value ->> 2), o.identity, o.bytes, o.sha, ?2, ?3
     FROM json_each(?4) r CROSS JOIN outputs o ON o.batch = ?5 AND o.seq = r.value ->> 0 AND o.part = r.value ->> 1
     CROSS JOIN folders f ON f.n = o.folder`,
    note.place,
    state,
    note.at_ms,
    note.results,
    batch,
  )
}

/** As `joined` has it: a root ends with what parts names. */
const separator = String.raw`CASE WHEN f.path LIKE '/%' THEN '/' ELSE '\' END`
const pathOf = `rtrim(f.path, ${separator}) || ${separator} || o.name`
