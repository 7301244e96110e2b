import type { WireFault } from '../../../contract/fault.ts'
import type { Folding } from '../../../contract/names.ts'
import { isDay } from '../batches/batches.ts'
import { endMoves } from '../moves/moves.ts'
import { giveBackNumber } from '../names/numbering.ts'
import { folderNumber, type HeldName, releaseNames } from '../names/names.ts'
import type { Store } from '../store.ts'
import { noteHalves } from './halves.ts'
import { dropHeld } from './held-outputs.ts'
import { dropOvertaken, dropTakenOver } from './older-results.ts'

export interface DoneJob {
  seq: number
  ms: number
  names: HeldName[]
  /** Change time of each result once it was published, by part: nobody can set it back, so it tells of later edits. */
  ctimes: string[]
  members: number[]
  /** Files of the person were moved for it. */
  moved: boolean
}

/** Results are under their final names. */
export function done(
  store: Store,
  { batch, folding, jobs }: { batch: number; folding: Folding; jobs: DoneJob[] },
): void {
  for (const { seq, ms, names, ctimes, members, moved } of jobs) {
    dropHeld(store, { batch, seq })
    releaseNames(store, names, folding)
    const sql = "UPDATE jobs SET state = 'done', ms = ?, fault = NULL, step = NULL WHERE batch = ? AND seq = ?"
    for (const each of [seq, ...members]) store.run(sql, ms, batch, each)
    for (const [part, ctime] of ctimes.entries())
      store.run(
        'UPDATE outputs SET published = 1, ctime = ? WHERE batch = ? AND seq = ? AND part = ?',
        ctime,
        batch,
        seq,
        part,
      )
    if (!moved) continue
    endMoves(store, { batch, seq })
    dropOvertaken(store, { batch, seq })
  }
}

export interface Ending {
  seq: number
  state: 'failed' | 'skipped' | 'cancelled'
  fault: WireFault | null
  step: string | null
  ms: number
  /** What it held and gives back. */
  names: HeldName[]
  /** Its results may have got their names before their disk went: they stay noted until they have been taken back. */
  halves?: boolean
}

/** Jobs that ended without a result; of this turn nothing of theirs is left, or what is left is noted. */
export function end(store: Store, { batch, folding, jobs }: { batch: number; folding: Folding; jobs: Ending[] }): void {
  for (const { seq, state, fault, step, ms, names, halves } of jobs) {
    dropHeld(store, { batch, seq })
    releaseNames(store, names, folding)
    if (isDay(store, batch)) giveBackNumbers(store, { batch, names, folding })
    if (halves) noteHalves(store, { batch, seq })
    else dropTakenOver(store, { batch, seq })
    const crashed = fault?.code === 'worker-crashed' ? 1 : 0
    store.run(
      'UPDATE jobs SET state = ?, fault = ?, step = ?, ms = ?, crashes = crashes + ? WHERE batch = ? AND seq = ?',
      state,
      fault && JSON.stringify(fault),
      step,
      ms,
      crashed,
      batch,
      seq,
    )
  }
}

interface NamesBack {
  batch: number
  names: HeldName[]
  folding: Folding
}

/** The order in which files come into a watched folder is nobody's, so one that comes once more after it failed has the name it would have had. */
function giveBackNumbers(store: Store, { batch, names, folding }: NamesBack): void {
  for (const { folder, name } of names.toReversed())
    giveBackNumber(store, batch, { folderN: folderNumber(store, folder), name, folding })
}

/** Nothing came of results that were named when they were noted: their next try has the names they would have had. */
export function giveNamesBack(store: Store, back: NamesBack): void {
  releaseNames(store, back.names, back.folding)
  giveBackNumbers(store, back)
}

export interface OpenEnding {
  batch: number
  state: 'failed' | 'cancelled'
  fault: WireFault | null
}

/** Everything still open in a batch that is being cancelled, or whose source was not met again; answers which rows they were. */
export function endOpen(store: Store, { batch, state, fault }: OpenEnding): number[] {
  const sql = "UPDATE jobs SET state = ?, fault = ? WHERE batch = ? AND state IN ('waiting', 'running') RETURNING seq"
  return store.all<{ seq: number }>(sql, state, fault && JSON.stringify(fault), batch).map(({ seq }) => seq)
}
