import type { Facts } from '../../../contract/facts.ts'
import type { FileIdentity } from '../../../contract/job.ts'
import type { WireFault } from '../../../contract/fault.ts'
import type { Folding } from '../../../contract/names.ts'
import { isDay } from '../batches/batches.ts'
import { identityColumn, toColumn } from '../columns.ts'
import { beginMoves, endMoves, type Move } from '../moves/moves.ts'
import { claimName, claimSeries, type JobKey, type WantedName } from '../names/claim-name.ts'
import { nameOutputs } from './name-outputs.ts'
import { giveBackNumber } from '../names/numbering.ts'
import { noteHalves } from './halves.ts'
import { dropHeld, heldOutputs } from './held-outputs.ts'
import { folderNumber, type HeldName, releaseNames } from '../names/names.ts'
import { dropOvertaken, dropTakenOver, forgetNoted, keepOlder } from './older-results.ts'
import type { Store } from '../store.ts'

/** Names that jobs hold turned out to be taken on disk: those stay claimed, so that nobody asks again, and the next are given. */
export function renumber(
  store: Store,
  {
    batch,
    folding,
    wanted,
  }: { batch: number; folding: Folding; wanted: (Omit<WantedName, 'folding'> & Omit<JobKey, 'batch'>)[] },
): string[] {
  return wanted.map(({ seq, members, ...name }) => claimName(store, { batch, seq, members }, { ...name, folding }))
}

/** The same for what one job has, that goes on having one number. */
export function renumberSeries(
  store: Store,
  {
    batch,
    seq,
    folding,
    wanted,
  }: { batch: number; seq: number; folding: Folding; wanted: Omit<WantedName, 'folding'>[] },
): string[] {
  return claimSeries(
    store,
    { batch, seq },
    wanted.map((name) => ({ ...name, folding })),
  )
}

export interface CommitOutput {
  branch: number
  part: number
  folder: string
  /** The name allocated before, or null: then one is allocated now from the stem. */
  name: string | null
  stem: string
  extension: string
  /** Of a file that travels along: the part whose stem it takes. */
  beside: number | null
  /** Endings of the files that travel along with this one. */
  companions: readonly string[]
  /** Absolute path. */
  attempt: string
  identity: FileIdentity
  bytes: number
  sha256: string
  type: string
  /** What steps found out about it, for the receipt. */
  facts: Facts
}

export interface CommitJob {
  seq: number
  /** Of the bytes that were processed. */
  sha256: string
  /** `held`: those that were handed over before with `holdOutputs`. */
  outputs: CommitOutput[] | 'held'
  /** What happens to the person's own files on the way. */
  moves: Move[]
  /** All members of a gathered group; none for a job of one file. */
  members: number[]
  /** It was noted before with more results, some of which are left out now. */
  hasFewer: boolean
  /** Rows of this batch whose results of an earlier turn stay known as older ones of this job. */
  again: number[]
}

export interface Commit {
  batch: number
  folding: Folding
  atMs: number
  /** The batch is of a watched folder, which is to know its results also under another name. */
  watched: boolean
  jobs: CommitJob[]
}

/** Notes what is about to be published, durably; answers with the final names. From here on recovery goes forward. */
export function commit(store: Store, { batch, folding, atMs, watched, jobs }: Commit): string[][] {
  return jobs.map((job) => {
    store.run("UPDATE jobs SET state = 'committing', sha = ? WHERE batch = ? AND seq = ?", job.sha256, batch, job.seq)
    for (const member of job.members)
      joinGroup(store, { batch, seq: member, leader: job.seq, members: job.members.length, sha256: job.sha256 })
    beginMoves(store, { batch, seq: job.seq, atMs, moves: job.moves })
    if (job.hasFewer) forgetNoted(store, { batch, seq: job.seq })
    if (job.again.length > 0) keepOlder(store, { batch, seq: job.seq }, { rows: job.again, moves: job.moves })
    const outputs = job.outputs === 'held' ? heldOutputs(store, { batch, seq: job.seq }) : job.outputs
    const names = nameOutputs(store, { batch, seq: job.seq, members: job.members, folding }, outputs)
    for (const [at, output] of outputs.entries())
      commitOutput(store, { batch, seq: job.seq, name: names[at] ?? '', watched }, output)
    return names
  })
}

/** Makes a job a member of the group that `leader` leads; `sha256` is over the members together. */
export function joinGroup(
  store: Store,
  {
    batch,
    seq,
    leader,
    members,
    sha256,
  }: { batch: number; seq: number; leader: number; members: number; sha256: string | null },
): void {
  const sql = 'UPDATE jobs SET leader = ?, members = ?, sha = ? WHERE batch = ? AND seq = ?'
  store.run(sql, leader, members, sha256, batch, seq)
}

function commitOutput(store: Store, job: JobKey & { name: string; watched: boolean }, output: CommitOutput): void {
  store.run(
    `INSERT OR REPLACE INTO outputs(batch, seq, part, folder, name, attempt, identity, bytes, sha, type, facts, watched)
     VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    job.batch,
    job.seq,
    output.part,
    folderNumber(store, output.folder),
    toColumn(job.name),
    toColumn(output.attempt),
    identityColumn(output.identity),
    output.bytes,
    output.sha256,
    output.type,
    JSON.stringify(output.facts),
    Number(job.watched),
  )
}

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
