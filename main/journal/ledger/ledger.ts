import type { FileIdentity, JobState } from '../../../contract/job.ts'
import { type Column, fromColumn, identityColumn, identityFrom, toColumn } from '../columns.ts'
import { olderFrom } from '../results/older-results.ts'
import { joined, parted } from '../place.ts'
import { knownFolder } from '../names/names.ts'
import type { Store } from '../store.ts'

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
interface MetFile {
  source: string
  identity: FileIdentity
}

/** What earlier jobs of the same recipe and output folder say of files, for whoever only asks: nothing is added. Null where they know nothing. */
export function recall(
  store: Store,
  { files, ...asked }: LedgerKey & { files: MetFile[] },
): ({ earlier: Earlier; own: boolean } | null)[] {
  return files.map((file) => {
    const put = findPut(store, asked, file)
    if (put) return { earlier: put, own: true }
    const earlier = findInLedger(store, asked, file.source)
    const own = isAsMet(earlier, file) ? undefined : findOwn(store, asked, file)
    return own ? { earlier: own, own: true } : earlier ? { earlier, own: false } : null
  })
}

/** Of a file that was changed since, or has come in the place of another, only what made it can tell. */
export function isAsMet(earlier: Earlier | undefined, { identity }: Pick<MetFile, 'identity'>): boolean {
  return earlier !== undefined && identityColumn(earlier.identity) === identityColumn(identity)
}

interface JobRow {
  batch: number
  seq: number
  leader: number | null
  members: number
  state: JobState
  identity: string
  sha: string | null
  crashes: number
}

const jobColumns = 'j.batch, j.seq, j.state, j.identity, j.sha, j.crashes, j.leader, j.members'

/** The row a batch itself has for a source. Of several, as a watched folder's day has them of a file that changed, the last that was done. */
export function findEarlier(store: Store, source: string, batch: number): Earlier | undefined {
  const row = store.get<JobRow>(
    `SELECT batch, seq, state, identity, sha, crashes, leader, members FROM jobs INDEXED BY jobs_source
     WHERE source = ? AND batch = ? ORDER BY state = 'done' DESC, seq DESC LIMIT 1`,
    toColumn(source),
    batch,
  )
  return row && earlierOf(store, row)
}

/**
 * Which of the files a batch takes itself, or has taken: not those that were left out, nor what was made earlier and stands for its job. Null where it
 * has not met any.
 */
export function areInputs(store: Store, { batch, paths }: { batch: number; paths: string[] }): (boolean | null)[] {
  const sql = `SELECT max(reused = 0 AND (state <> 'skipped' OR coalesce(fault ->> 'code', '') = 'in-place')) AS taken FROM jobs INDEXED BY jobs_source WHERE source = ? AND batch = ?`
  return paths.map((path) => {
    const taken = store.get<{ taken: number | null }>(sql, toColumn(path), batch)?.taken ?? null
    return taken === null ? null : taken === 1
  })
}

/** The last job that made something of a source by the same recipe in the same output folder. One that was taken back says nothing while another stands. */
export function findInLedger(store: Store, input: LedgerKey, source: string): Earlier | undefined {
  const row =
    lastInState(store, input, { source, state: 'done' }) ?? lastInState(store, input, { source, state: 'undone' })
  return row && earlierOf(store, row)
}

/** In the order of the index, so that of a file that is met every night one row is read and not all of them. */
const lastInStateSql = `SELECT ${jobColumns} FROM jobs j INDEXED BY jobs_source CROSS JOIN batches b ON b.n = j.batch
  WHERE j.source = ? AND j.state = ? AND b.recipe_fp = ? AND b.out_root = ? ORDER BY j.batch DESC, j.seq DESC LIMIT 1`

function lastInState(
  store: Store,
  { recipeFingerprint, outRoot }: LedgerKey,
  { source, state }: { source: string; state: JobState },
): JobRow | undefined {
  return store.get<JobRow>(lastInStateSql, toColumn(source), state, recipeFingerprint, toColumn(outRoot))
}

/** The job whose result a file is, unchanged, by this very recipe in this very output folder. Saved elsewhere, it is a file like any other. */
export function findOwn(store: Store, input: LedgerKey, met: MetFile): Earlier | undefined {
  const rows = jobsThatMade(store, input, met)
  return rows[0] && earlierOf(store, rows[0])
}

/** The job that put a file where it is met: as its result in the place of the original, or as the original that it moved. Neither is a new input. */
export function findPut(store: Store, input: LedgerKey, met: MetFile): Earlier | undefined {
  return findReplaced(store, input, met) ?? findMoved(store, input, met)
}

/**
 * As `findOwn`, where the result has taken the place of the very file it was made of, whichever output folder was named: what the job knows of that file
 * is how it was before.
 */
function findReplaced(store: Store, { recipeFingerprint }: LedgerKey, met: MetFile): Earlier | undefined {
  const row = jobsThatMade(store, { recipeFingerprint, outRoot: null }, met).find(
    ({ source }) => fromColumn(source) === met.source,
  )
  return row && earlierOf(store, row)
}

const movedSql = `SELECT ${jobColumns} FROM moves m INDEXED BY moves_to
  CROSS JOIN batches b ON b.n = m.batch CROSS JOIN jobs j ON j.batch = m.batch AND j.seq = m.seq
  WHERE m.kind = 'moved' AND m.to_path = ? AND m.identity = ? AND m.state = 'done' AND b.recipe_fp = ? AND b.out_root = ?
  ORDER BY m.n DESC LIMIT 1`

function findMoved(store: Store, input: LedgerKey, { source, identity }: MetFile): Earlier | undefined {
  const row = store.get<JobRow>(
    movedSql,
    toColumn(source),
    identityColumn(identity),
    input.recipeFingerprint,
    toColumn(input.outRoot),
  )
  return row && earlierOf(store, row)
}

/** The last first, and before all those that only took them over. */
function jobsThatMade(
  store: Store,
  { recipeFingerprint, outRoot }: Pick<LedgerKey, 'recipeFingerprint'> & { outRoot: string | null },
  { source, identity }: MetFile,
): (JobRow & { source: Column })[] {
  const { folder, name } = parted(source)
  const folderN = knownFolder(store, folder)
  if (folderN === null) return []
  return store.all<JobRow & { source: Column }>(
    `SELECT j.source, ${jobColumns} FROM outputs o INDEXED BY outputs_place
     CROSS JOIN batches b ON b.n = o.batch CROSS JOIN jobs j ON j.batch = o.batch AND j.seq = o.seq
     WHERE o.folder = ? AND o.name = ? AND o.identity = ? AND b.recipe_fp = ? AND b.out_root = coalesce(?, b.out_root)
     ORDER BY o.attempt = '', o.batch DESC, o.seq DESC LIMIT 8`,
    folderN,
    toColumn(name),
    identityColumn(identity),
    recipeFingerprint,
    outRoot === null ? null : toColumn(outRoot),
  )
}

function earlierOf(store: Store, row: JobRow): Earlier {
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
