import type { FileIdentity } from '../../contract/job.ts'
import type { WireFault } from '../../contract/fault.ts'
import type { Folding } from '../../contract/names.ts'
import { addJob, type Admission, type Admitted, type AdmitInput, type Earlier } from './admit.ts'
import { type Column, fromColumn, identityColumn, toColumn } from './columns.ts'
import { claimName, folderNumber, releaseName } from './names.ts'
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
    store.run(
      `INSERT INTO outputs(batch, seq, part, folder, name, attempt, identity, bytes, sha, type, published)
       SELECT ?, ?, part, folder, name, '', identity, bytes, sha, type, 1 FROM outputs WHERE batch = ? AND seq = ? AND published = 1`,
      batch,
      seq,
      earlier.batch,
      earlier.seq,
    )
    return seq
  })
}

function endedAdmission(source: string, identity: FileIdentity): Admission {
  return { source, identity, folder: null, stem: null, extension: '', ended: null }
}

/** Runs inputs again whose earlier job, of this batch or another, does not serve any more. */
export function readmit(
  store: Store,
  { input, admissions }: { input: AdmitInput; admissions: { admission: Admission; earlier: Earlier }[] },
): Admitted[] {
  return admissions.map(({ admission, earlier }) => {
    if (earlier.batch !== input.batch) return addJob(store, input, admission)
    forget(store, earlier.batch, earlier.seq)
    const admitted = addJob(store, input, admission, earlier.seq)
    store.run('UPDATE jobs SET crashes = ? WHERE batch = ? AND seq = ?', earlier.crashes, earlier.batch, earlier.seq)
    return admitted
  })
}

function forget(store: Store, batch: number, seq: number): void {
  releaseClaimOf(store, batch, seq)
  store.run('DELETE FROM outputs WHERE batch = ? AND seq = ?', batch, seq)
}

/** The name a waiting job holds turned out to be taken on disk: it stays claimed, so that nobody asks again, and the next is given. */
export function renumber(
  store: Store,
  {
    batch,
    folding,
    jobs,
  }: { batch: number; folding: Folding; jobs: { seq: number; folder: string; stem: string; extension: string }[] },
): string[] {
  return jobs.map(({ seq, ...wanted }) => {
    const { name, key } = claimName(store, { batch, seq }, { ...wanted, folding })
    store.run(
      'UPDATE jobs SET name = ?, name_key = ? WHERE batch = ? AND seq = ?',
      toColumn(name),
      toColumn(key),
      batch,
      seq,
    )
    return name
  })
}

export interface CommitOutput {
  part: number
  folder: string
  /** The name allocated before, or null: then one is allocated now from the stem. */
  name: string | null
  stem: string
  extension: string
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
}

/** Notes what is about to be published, durably; answers with the final names. From here on recovery goes forward. */
export function commit(
  store: Store,
  { batch, folding, jobs }: { batch: number; folding: Folding; jobs: CommitJob[] },
): string[][] {
  return jobs.map((job) => {
    store.run("UPDATE jobs SET state = 'committing', sha = ? WHERE batch = ? AND seq = ?", job.sha256, batch, job.seq)
    return job.outputs.map((output) => commitOutput(store, { batch, seq: job.seq, folding }, output))
  })
}

function commitOutput(
  store: Store,
  job: { batch: number; seq: number; folding: Folding },
  output: CommitOutput,
): string {
  const name = output.name ?? claimName(store, job, { ...output, folding: job.folding }).name
  store.run(
    `INSERT OR REPLACE INTO outputs(batch, seq, part, folder, name, attempt, identity, bytes, sha, type)
     VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    job.batch,
    job.seq,
    output.part,
    folderNumber(store, output.folder),
    toColumn(name),
    output.attempt,
    identityColumn(output.identity),
    output.bytes,
    output.sha256,
    output.type,
  )
  return name
}

/** Results are under their final names. */
export function done(store: Store, { batch, jobs }: { batch: number; jobs: { seq: number; ms: number }[] }): void {
  for (const { seq, ms } of jobs) {
    releaseClaimOf(store, batch, seq)
    store.run(
      "UPDATE jobs SET state = 'done', ms = ?, fault = NULL, step = NULL WHERE batch = ? AND seq = ?",
      ms,
      batch,
      seq,
    )
    store.run('UPDATE outputs SET published = 1 WHERE batch = ? AND seq = ?', batch, seq)
  }
}

export interface Ending {
  seq: number
  state: 'failed' | 'skipped' | 'cancelled'
  fault: WireFault | null
  step: string | null
  ms: number
}

/** Jobs that ended without a result; nothing of theirs is left. */
export function end(store: Store, { batch, jobs }: { batch: number; jobs: Ending[] }): void {
  for (const { seq, state, fault, step, ms } of jobs) {
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

/** Frees the name a job holds, if it holds one. */
export function releaseClaimOf(store: Store, batch: number, seq: number): void {
  const row = store.get<{ folder: number | null; name_key: Column | null }>(
    'SELECT folder, name_key FROM jobs WHERE batch = ? AND seq = ?',
    batch,
    seq,
  )
  if (row?.folder && row.name_key !== null) releaseName(store, row.folder, fromColumn(row.name_key))
}

/** Everything still open in a batch that is being cancelled, or whose source was not met again. */
export function endOpen(
  store: Store,
  { batch, state, fault }: { batch: number; state: 'failed' | 'cancelled'; fault: WireFault | null },
): number {
  return store.run(
    "UPDATE jobs SET state = ?, fault = ? WHERE batch = ? AND state IN ('waiting', 'running')",
    state,
    fault && JSON.stringify(fault),
    batch,
  )
}
