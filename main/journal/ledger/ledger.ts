import type { FileIdentity, JobState } from '../../../contract/job.ts'
import { type Column, fromColumn, identityColumn, identityFrom } from '../columns.ts'
import { joined } from '../place.ts'
import { olderFrom } from '../results/older-results.ts'
import type { Store } from '../store.ts'

/** A published result of an earlier job. */
export interface KnownOutput {
  path: string
  folder: string
  name: string
  identity: FileIdentity
  bytes: number
  sha256: string
  /** Change time when it was seen last to be whole, in nanoseconds; empty where it is not known. */
  ctime: string
  /** By this very job, which did not take it over from an earlier one. */
  isMade: boolean
}

/** An earlier job for the same source, recipe and output folder. */
export interface Earlier {
  batch: number
  seq: number
  state: JobState
  identity: FileIdentity
  sha256: string | null
  crashes: number
  outputs: KnownOutput[]
  /** The job whose outputs these are: its own, or that of the group it was a member of. */
  leader: number
  /** How many members that group had; 0 for a job of one file. */
  members: number
  /** The row of the batch that meets the file again, which made nothing of it; absent where that has none, or the job is its own. */
  failedAs?: number
}

/** Jobs of one recipe into one output folder. */
export interface LedgerKey {
  recipeFingerprint: string
  outRoot: string
}

/** A file that is met, as it is now. */
export interface MetFile {
  source: string
  identity: FileIdentity
}

/** Of a file that was changed since, or has come in the place of another, only what made it can tell. */
export function isAsMet(earlier: Earlier | undefined, { identity }: Pick<MetFile, 'identity'>): boolean {
  return earlier !== undefined && identityColumn(earlier.identity) === identityColumn(identity)
}

/** A row of `jobs` by `jobColumns`. */
export interface JobRow {
  batch: number
  seq: number
  leader: number | null
  members: number
  state: JobState
  identity: string
  sha: string | null
  crashes: number
}

/** Of `jobs j`, as `earlierOf` reads them. */
export const jobColumns = 'j.batch, j.seq, j.state, j.identity, j.sha, j.crashes, j.leader, j.members'

/** A job with its results. */
export function earlierOf(store: Store, row: JobRow): Earlier {
  const { batch, seq, state, crashes, sha: sha256, members } = row
  const leader = row.leader ?? seq
  const identity = identityFrom(row.identity)
  return { batch, seq, state, crashes, identity, sha256, leader, members, outputs: outputsOf(store, batch, leader) }
}

interface OutputRow {
  path: Column
  name: Column
  identity: string
  bytes: number
  sha: string
  ctime: string
  made: number
}

/** Published results of a job, in order of their part; none that it had before it was run again. */
function outputsOf(store: Store, batch: number, seq: number): KnownOutput[] {
  const rows = store.all<OutputRow>(
    `SELECT f.path, o.name, o.identity, o.bytes, o.sha, o.ctime, o.attempt <> '' AS made FROM outputs o JOIN folders f ON f.n = o.folder
     WHERE o.batch = ? AND o.seq = ? AND o.published = 1 AND o.part < ? ORDER BY o.part`,
    batch,
    seq,
    olderFrom,
  )
  return rows.map((row) => {
    const folder = fromColumn(row.path)
    const name = fromColumn(row.name)
    return {
      path: joined(folder, name),
      folder,
      name,
      identity: identityFrom(row.identity),
      bytes: row.bytes,
      sha256: row.sha,
      ctime: row.ctime,
      isMade: row.made === 1,
    }
  })
}
