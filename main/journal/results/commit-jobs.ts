import type { Facts } from '../../../contract/facts.ts'
import type { FileIdentity } from '../../../contract/job.ts'
import type { Folding } from '../../../contract/names.ts'
import { identityColumn, toColumn } from '../columns.ts'
import { beginMoves, type Move } from '../moves/moves.ts'
import type { JobKey } from '../names/claim-name.ts'
import { nameOutputs } from './name-outputs.ts'
import { heldOutputs } from './held-outputs.ts'
import { folderNumber } from '../names/names.ts'
import { forgetNoted, keepOlder } from './older-results.ts'
import type { Store } from '../store.ts'

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
