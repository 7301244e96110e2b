import type { FileIdentity } from '../../contract/job.ts'
import type { WireFault } from '../../contract/fault.ts'
import type { Folding } from '../../contract/names.ts'
import { addJob, type Admission, type Admitted, type AdmitInput, type Earlier } from './admit.ts'
import { identityColumn, toColumn } from './columns.ts'
import { beginMoves, endMoves, type Move } from './moves.ts'
import { claimName, folderNumber, type HeldName, releaseNames, type WantedName } from './names.ts'
import type { Store } from './store.ts'

/** Reuses what an earlier job made: a row of this batch that points at the same outputs. */
export interface Reuse {
  source: string
  identity: FileIdentity
  earlier: Earlier
}

export function reuse(
  store: Store,
  { batch, input, reuses }: { batch: number; input: AdmitInput; reuses: Reuse[] },
): number[] {
  return reuses.map(({ source, identity, earlier }) => {
    if (earlier.batch === batch) {
      store.run(
        "UPDATE jobs SET state = 'done', reused = 1, identity = ? WHERE batch = ? AND seq = ?",
        identityColumn(identity),
        batch,
        earlier.seq,
      )
      return earlier.seq
    }
    const { seq } = addJob(store, input, endedAdmission(source, identity)) as { seq: number }
    store.run(
      "UPDATE jobs SET state = 'done', reused = 1, fault = NULL, sha = ? WHERE batch = ? AND seq = ?",
      earlier.sha256,
      batch,
      seq,
    )
    copyOutputs(store, earlier, { batch, seq })
    return seq
  })
}

function endedAdmission(source: string, identity: FileIdentity): Admission {
  return { source, identity, targets: [], ended: null }
}

/** Runs inputs again whose earlier job, of this batch or another, does not serve any more. `keep`: its results stand, and may serve if the content is the same. */
export function readmit(
  store: Store,
  { input, admissions }: { input: AdmitInput; admissions: { admission: Admission; earlier: Earlier; keep: boolean }[] },
): Admitted[] {
  return admissions.map(({ admission, earlier, keep }) => {
    if (earlier.batch !== input.batch) return addJob(store, input, admission)
    if (!keep) forget(store, earlier.batch, earlier.seq)
    return addJob(store, input, admission, earlier)
  })
}

/** A job that ran and proved to have the content of an earlier one: the earlier results are its own. */
export function adopt(
  store: Store,
  { batch, seq, earlier, identity }: { batch: number; seq: number; earlier: Earlier; identity: FileIdentity },
): void {
  store.run(
    "UPDATE jobs SET state = 'done', reused = 1, sha = ?, identity = ? WHERE batch = ? AND seq = ?",
    earlier.sha256,
    identityColumn(identity),
    batch,
    seq,
  )
  if (earlier.batch === batch) return
  copyOutputs(store, earlier, { batch, seq })
}

/** A whole group whose members and results are as an earlier one left them. */
export function adoptGroup(
  store: Store,
  { batch, leader, earlier, seqs }: { batch: number; leader: number; earlier: Earlier; seqs: number[] },
): void {
  for (const seq of seqs) {
    joinGroup(store, { batch, seq, leader, members: seqs.length })
    store.run("UPDATE jobs SET state = 'done', reused = 1 WHERE batch = ? AND seq = ?", batch, seq)
  }
  if (earlier.batch !== batch || earlier.leader !== leader)
    copyOutputs(store, { ...earlier, seq: earlier.leader }, { batch, seq: leader })
}

function copyOutputs(store: Store, earlier: Earlier, { batch, seq }: { batch: number; seq: number }): void {
  store.run(
    `INSERT INTO outputs(batch, seq, part, folder, name, attempt, identity, bytes, sha, type, published)
     SELECT ?, ?, part, folder, name, '', identity, bytes, sha, type, 1 FROM outputs WHERE batch = ? AND seq = ? AND published = 1`,
    batch,
    seq,
    earlier.batch,
    earlier.seq,
  )
}

function forget(store: Store, batch: number, seq: number): void {
  store.run('DELETE FROM outputs WHERE batch = ? AND seq = ?', batch, seq)
}

/** Names that jobs hold turned out to be taken on disk: those stay claimed, so that nobody asks again, and the next are given. */
export function renumber(
  store: Store,
  {
    batch,
    folding,
    wanted,
  }: { batch: number; folding: Folding; wanted: (Omit<WantedName, 'folding'> & { seq: number })[] },
): string[] {
  return wanted.map(({ seq, ...name }) => claimName(store, { batch, seq }, { ...name, folding }))
}

export interface CommitOutput {
  part: number
  folder: string
  /** The name allocated before, or null: then one is allocated now from the stem. */
  name: string | null
  stem: string
  extension: string
  /** Absolute path. */
  attempt: string
  identity: FileIdentity
  bytes: number
  sha256: string
  type: string
}

export interface CommitJob {
  seq: number
  /** Of the bytes that were processed. */
  sha256: string
  outputs: CommitOutput[]
  /** What happens to the person's own files on the way. */
  moves: Move[]
  /** All members of a gathered group; none for a job of one file. */
  members: number[]
}

/** Notes what is about to be published, durably; answers with the final names. From here on recovery goes forward. */
export function commit(
  store: Store,
  { batch, folding, atMs, jobs }: { batch: number; folding: Folding; atMs: number; jobs: CommitJob[] },
): string[][] {
  return jobs.map((job) => {
    store.run("UPDATE jobs SET state = 'committing', sha = ? WHERE batch = ? AND seq = ?", job.sha256, batch, job.seq)
    for (const member of job.members)
      joinGroup(store, { batch, seq: member, leader: job.seq, members: job.members.length })
    beginMoves(store, { batch, seq: job.seq, atMs, moves: job.moves })
    return job.outputs.map((output) => commitOutput(store, { batch, seq: job.seq, folding }, output))
  })
}

function joinGroup(
  store: Store,
  { batch, seq, leader, members }: { batch: number; seq: number; leader: number; members: number },
): void {
  store.run('UPDATE jobs SET leader = ?, members = ? WHERE batch = ? AND seq = ?', leader, members, batch, seq)
}

function commitOutput(
  store: Store,
  job: { batch: number; seq: number; folding: Folding },
  output: CommitOutput,
): string {
  const name = output.name ?? claimName(store, job, { ...output, folding: job.folding })
  store.run(
    `INSERT OR REPLACE INTO outputs(batch, seq, part, folder, name, attempt, identity, bytes, sha, type)
     VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    job.batch,
    job.seq,
    output.part,
    folderNumber(store, output.folder),
    toColumn(name),
    toColumn(output.attempt),
    identityColumn(output.identity),
    output.bytes,
    output.sha256,
    output.type,
  )
  return name
}

export interface DoneJob {
  seq: number
  ms: number
  names: HeldName[]
  /** Change time of each result once it was published, by part: nobody can set it back, so it tells of later edits. */
  ctimes: string[]
  members: number[]
}

/** Results are under their final names. */
export function done(
  store: Store,
  { batch, folding, jobs }: { batch: number; folding: Folding; jobs: DoneJob[] },
): void {
  for (const { seq, ms, names, ctimes, members } of jobs) {
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
    endMoves(store, { batch, seq, state: 'done' })
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
}

/** Jobs that ended without a result; nothing of theirs is left. */
export function end(store: Store, { batch, folding, jobs }: { batch: number; folding: Folding; jobs: Ending[] }): void {
  for (const { seq, state, fault, step, ms, names } of jobs) {
    releaseNames(store, names, folding)
    forget(store, batch, seq)
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

export interface OpenEnding {
  batch: number
  state: 'failed' | 'cancelled'
  fault: WireFault | null
}

/** Everything still open in a batch that is being cancelled, or whose source was not met again; answers how many. */
export function endOpen(store: Store, { batch, state, fault }: OpenEnding): number {
  const sql = "UPDATE jobs SET state = ?, fault = ? WHERE batch = ? AND state IN ('waiting', 'running')"
  return store.run(sql, state, fault && JSON.stringify(fault), batch)
}
