import type { FileIdentity } from '../../../contract/job.ts'
import { addJob, nextSeq, type Admission, type Admitted, type AdmitInput } from './admit.ts'
import type { Earlier, KnownOutput } from './ledger.ts'
import { isDay } from '../batches/batches.ts'
import { type Column, stateColumn, toColumn } from '../columns.ts'
import { dropHeld } from '../results/held-outputs.ts'
import { madeBefore, type Turn } from './made-before.ts'
import { folderNumber, type HeldName } from '../names/names.ts'
import { parted } from '../place.ts'
import { joinGroup } from '../results/commit-jobs.ts'
import type { Store } from '../store.ts'

/** What has to be known of a job whose results are reused. */
export type Reused = Pick<Earlier, 'batch' | 'seq' | 'leader' | 'members' | 'sha256' | 'failedAs'> & {
  outputs: Pick<KnownOutput, 'isMade'>[]
}

/** Reuses what an earlier job made: a row of this batch that points at the same outputs. */
export interface Reuse {
  source: string
  identity: FileIdentity
  earlier: Reused
  /** It is itself a result of the earlier job. */
  own: boolean
  /** Files that travel together name the source of the one that leads, which is among them; null for one that goes alone. */
  with: string | null
}

/** Answers with the number of each row. */
export function reuse(store: Store, { batch, reuses, wasDone }: Turn & { reuses: Reuse[] }): number[] {
  const rows = reuses.map((each) => ({ ...each, seq: reuseOne(store, { batch, wasDone }, each) }))
  const leading = new Map(rows.map(({ source, seq }) => [source, seq]))
  for (const { seq, source, earlier, own, with: leads } of rows) {
    const leader = leads === null ? seq : (leading.get(leads) ?? seq)
    if (leads !== null) joinGroup(store, { batch, seq, leader, members: earlier.members, sha256: earlier.sha256 })
    // The outputs of a group are those of the file that leads it, and stay so where it is of this very batch.
    const made = leads === null ? earlier : { ...earlier, seq: earlier.leader }
    if (leader !== seq || earlier.batch === batch) continue
    if (own) copyOutput(store, made, { batch, seq, source })
    else copyOutputs(store, made, { batch, seq })
  }
  return rows.map(({ seq }) => seq)
}

function reuseOne(store: Store, { batch, wasDone }: Turn, { source, identity, earlier, own }: Reuse): number {
  if (earlier.batch === batch) {
    if (own) markOwn(store, { batch, seq: earlier.seq, source })
    else markReused(store, { batch, wasDone }, { earlier, identity })
    return earlier.seq
  }
  const seq = earlier.failedAs ?? nextSeq(store, batch)
  const sql = `INSERT INTO jobs(batch, seq, source, identity, size, state, reused, sha) VALUES(?, ?, ?, ?, ?, 'done', 1, ?)
     ON CONFLICT(batch, seq) DO UPDATE SET identity = excluded.identity, size = excluded.size, state = 'done', reused = 1, sha = excluded.sha,
       fault = NULL, leader = NULL, members = 0`
  store.run(sql, batch, seq, toColumn(source), stateColumn(identity), identity.sizeBytes, earlier.sha256)
  return seq
}

/** What the row knows of its source holds: this file is what came of it. The row may be of another file, which may have been begun anew. */
function markOwn(store: Store, { batch, seq, source }: { batch: number; seq: number; source: string }): void {
  const sql = "UPDATE jobs SET state = 'done' WHERE batch = ? AND seq = ? AND source = ?"
  store.run(sql, batch, seq, toColumn(source))
}

function markReused(store: Store, turn: Turn, { earlier, identity }: Pick<Reuse, 'earlier' | 'identity'>): void {
  const sql = "UPDATE jobs SET state = 'done', reused = ?, identity = ? WHERE batch = ? AND seq = ?"
  store.run(sql, Number(madeBefore(earlier, turn)), stateColumn(identity), turn.batch, earlier.seq)
}

/** Runs inputs again whose earlier job, of this batch or another, does not serve any more. `gone`: results that are not as it left them, which are nobody's by now. */
export function readmit(
  store: Store,
  {
    input,
    admissions,
  }: { input: AdmitInput; admissions: { admission: Admission; earlier: Earlier; gone: HeldName[] }[] },
): Admitted[] {
  return admissions.map(({ admission, earlier, gone }) => {
    if (earlier.batch !== input.batch) return addJob(store, input, { admission, earlier: failedRow(earlier) })
    if (earlier.state === 'done' && isDay(store, input.batch))
      return addJob(store, input, { admission, earlier: openedSince(store, earlier, admission.source) })
    for (const { folder, name } of gone) forgetAt(store, earlier, { folder, name })
    return addJob(store, input, { admission, earlier })
  })
}

/** A file has one row in a batch. */
function failedRow({ failedAs: seq }: Earlier): { seq: number } | null {
  return seq === undefined ? null : { seq }
}

function forgetAt(store: Store, { batch, leader }: Earlier, { folder, name }: HeldName): void {
  const sql = 'DELETE FROM outputs WHERE batch = ? AND seq = ? AND folder = ? AND name = ?'
  store.run(sql, batch, leader, folderNumber(store, folder), toColumn(name))
}

/** A row the file has got since, and that made nothing of it. */
function openedSince(store: Store, { batch, seq }: Earlier, source: string): { seq: number } | null {
  const sql = 'SELECT seq FROM jobs INDEXED BY jobs_source WHERE source = ? AND batch = ? AND seq > ? LIMIT 1'
  return store.get<{ seq: number }>(sql, toColumn(source), batch, seq) ?? null
}

/** A job that ran and proved to have the content of an earlier one: the earlier results are its own. */
export function adopt(
  store: Store,
  { seq, earlier, identity, ...turn }: Turn & { seq: number; earlier: Earlier; identity: FileIdentity },
): void {
  const { batch } = turn
  dropHeld(store, { batch, seq })
  store.run(
    "UPDATE jobs SET state = 'done', reused = ?, sha = ?, identity = ? WHERE batch = ? AND seq = ?",
    Number(madeBefore(earlier, turn)),
    earlier.sha256,
    stateColumn(identity),
    batch,
    earlier.batch === batch ? earlier.seq : seq,
  )
  // The file was done by this very batch: it is told once.
  if (earlier.batch === batch && earlier.seq !== seq)
    store.run('DELETE FROM jobs WHERE batch = ? AND seq = ?', batch, seq)
  if (earlier.batch === batch) return
  copyOutputs(store, earlier, { batch, seq })
}

/** A whole group whose members and results are as an earlier one left them. */
export function adoptGroup(
  store: Store,
  { leader, earlier, seqs, ...turn }: Turn & { leader: number; earlier: Earlier; seqs: number[] },
): void {
  const { batch } = turn
  const before = Number(madeBefore(earlier, turn))
  for (const seq of seqs) {
    joinGroup(store, { batch, seq, leader, members: seqs.length, sha256: earlier.sha256 })
    store.run("UPDATE jobs SET state = 'done', reused = ? WHERE batch = ? AND seq = ?", before, batch, seq)
  }
  if (earlier.batch !== batch || earlier.leader !== leader)
    copyOutputs(store, { ...earlier, seq: earlier.leader }, { batch, seq: leader })
}

/** Of a file that is itself a result: that one alone, of all that its job made. */
function copyOutput(
  store: Store,
  earlier: Pick<Earlier, 'batch' | 'seq'>,
  { source, ...job }: { batch: number; seq: number; source: string },
): void {
  const { folder, name } = parted(source)
  copyOutputs(store, earlier, { ...job, only: { folder: folderNumber(store, folder), name: toColumn(name) } })
}

function copyOutputs(
  store: Store,
  earlier: Pick<Earlier, 'batch' | 'seq'>,
  { batch, seq, only }: { batch: number; seq: number; only?: { folder: number; name: Column } },
): void {
  store.run(
    `INSERT INTO outputs(batch, seq, part, folder, name, attempt, identity, bytes, sha, type, facts, published, ctime, watched)
     SELECT ?, ?, part, folder, name, '', identity, bytes, sha, type, facts, 1, ctime,
       (SELECT watch IS NOT NULL FROM batches WHERE n = ?) FROM outputs
     WHERE batch = ? AND seq = ? AND published = 1 AND (? IS NULL OR folder = ? AND name = ?)`,
    batch,
    seq,
    batch,
    earlier.batch,
    earlier.seq,
    only?.folder ?? null,
    only?.folder ?? null,
    only?.name ?? null,
  )
}
