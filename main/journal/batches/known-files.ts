import type { FileIdentity, JobState } from '../../../contract/job.ts'
import { type Column, fromColumn, identityColumn, identityFrom, stateColumn, toColumn } from '../columns.ts'
import { knownFolder } from '../names/names.ts'
import { liesIn, parted } from '../place.ts'
import type { Store } from '../store.ts'

export interface Sighted {
  source: string
  identity: FileIdentity
}

/** What the journal has of a file that was met in a watched folder. */
export interface KnownFile {
  /** The latest job of this watch for the path; of one of many files no content of this one is known. */
  job: { state: JobState; identity: FileIdentity; sha256: string | null; recipeFingerprint: string } | null
  /** It was there before the watch began, or a person chose to leave it, in this state. */
  left: FileIdentity | null
  /** Results of this watch, and originals it moved, that were put at this very path. */
  own: { identity: FileIdentity; sha256: string }[]
  /** It is a result of this watch that was put elsewhere in the watched folder: a person gave it this name. */
  isNamedAnew: boolean
}

const unknown: KnownFile = { job: null, left: null, own: [], isNamedAnew: false }

/** In the order asked; files that nothing is known of share one answer. What a watch has nothing of at all is not looked for file by file. */
export function knownFiles(
  store: Store,
  { watch, folder, files }: { watch: string; folder: string; files: Sighted[] },
): KnownFile[] {
  const hasRun = store.get('SELECT 1 FROM batches WHERE watch = ? LIMIT 1', watch) !== undefined
  const hasLeft = store.get('SELECT 1 FROM watch_left WHERE watch = ? LIMIT 1', watch) !== undefined
  const hasMoved = hasRun && store.get("SELECT 1 FROM moves WHERE kind = 'moved' LIMIT 1") !== undefined
  if (!hasRun && !hasLeft) return files.map(() => unknown)
  return files.map(({ source, identity }) => {
    const job = hasRun ? jobOf(store, watch, source) : null
    const left = hasLeft ? leftOf(store, watch, source) : null
    const results = hasRun ? resultsAt(store, watch, source) : []
    const moved = hasMoved ? movedTo(store, watch, source) : []
    const own = [...results, ...moved]
    const isThis = (other: FileIdentity): boolean => identityColumn(other) === identityColumn(identity)
    const isKnown = [job?.identity, left, ...own.map((result) => result.identity)].some((each) => each && isThis(each))
    const isNamedAnew = hasRun && !isKnown && isResult(store, { watch, folder, identity })
    return job || left || own.length > 0 || isNamedAnew ? { job, left, own, isNamedAnew } : unknown
  })
}

function jobOf(store: Store, watch: string, source: string): KnownFile['job'] {
  const row = store.get<{ state: JobState; identity: string; sha: string | null; recipe_fp: string }>(
    `SELECT j.state, j.identity, iif(j.members = 0, j.sha, NULL) AS sha, b.recipe_fp FROM jobs j INDEXED BY jobs_source CROSS JOIN batches b ON b.n = j.batch
     WHERE j.source = ? AND b.watch = ? ORDER BY j.batch DESC, j.seq DESC LIMIT 1`,
    toColumn(source),
    watch,
  )
  if (!row) return null
  const { state, sha: sha256, recipe_fp: recipeFingerprint } = row
  return { state, identity: identityFrom(row.identity), sha256, recipeFingerprint }
}

function leftOf(store: Store, watch: string, source: string): FileIdentity | null {
  const row = store.get<{ identity: string }>(
    'SELECT identity FROM watch_left WHERE watch = ? AND source = ?',
    watch,
    toColumn(source),
  )
  return row ? identityFrom(row.identity) : null
}

interface OwnRow {
  identity: string
  sha: string
}

/** A result is written down before it is published, so whoever sees it first finds it here. */
function resultsAt(store: Store, watch: string, source: string): KnownFile['own'] {
  const { folder, name } = parted(source)
  const n = knownFolder(store, folder)
  if (n === null) return []
  const rows = store.all<OwnRow>(
    `SELECT o.identity, o.sha FROM outputs o INDEXED BY outputs_place CROSS JOIN batches b ON b.n = o.batch
     WHERE o.folder = ? AND o.name = ? AND b.watch = ?`,
    n,
    toColumn(name),
    watch,
  )
  return rows.map(ownOf)
}

/** One that was put elsewhere and brought here is a file like any other: whoever does that wants something made of it. */
function isResult(
  store: Store,
  { watch, folder, identity }: { watch: string; folder: string; identity: FileIdentity },
): boolean {
  const rows = store.all<{ path: Column }>(
    `SELECT f.path FROM outputs o INDEXED BY outputs_watched
     CROSS JOIN batches b ON b.n = o.batch CROSS JOIN folders f ON f.n = o.folder
     WHERE o.watched = 1 AND o.identity = ? AND b.watch = ?`,
    identityColumn(identity),
    watch,
  )
  return rows.some(({ path }) => liesIn(folder, fromColumn(path)))
}

function movedTo(store: Store, watch: string, source: string): KnownFile['own'] {
  const sql = `SELECT m.identity, m.sha FROM moves m INDEXED BY moves_to CROSS JOIN batches b ON b.n = m.batch
     WHERE m.kind = 'moved' AND m.to_path = ? AND b.watch = ?`
  return store.all<OwnRow>(sql, toColumn(source), watch).map(ownOf)
}

function ownOf({ identity, sha }: OwnRow): KnownFile['own'][number] {
  return { identity: identityFrom(identity), sha256: sha }
}

/** Something was done to these files, whose latest jobs stay right: they are known by the state they are in. */
export function noteTouched(store: Store, { watch, files }: { watch: string; files: Sighted[] }): void {
  const sql = `UPDATE jobs SET identity = ? WHERE (batch, seq) = (
    SELECT j.batch, j.seq FROM jobs j INDEXED BY jobs_source CROSS JOIN batches b ON b.n = j.batch
    WHERE j.source = ? AND b.watch = ? ORDER BY j.batch DESC, j.seq DESC LIMIT 1)`
  for (const { source, identity } of files) store.run(sql, stateColumn(identity), toColumn(source), watch)
}

/** Files of a watch whose latest job ran with a recipe other than this one. */
export function madeOtherwise(
  store: Store,
  { watch, recipeFingerprint }: { watch: string; recipeFingerprint: string },
): number {
  const sql = `SELECT count(*) AS files FROM (
      SELECT j.source, max(j.batch) AS latest FROM jobs j JOIN batches b ON b.n = j.batch
      WHERE b.watch = ? AND j.state = 'done' GROUP BY j.source
    ) JOIN batches b ON b.n = latest WHERE b.recipe_fp <> ?`
  return store.get<{ files: number }>(sql, watch, recipeFingerprint)?.files ?? 0
}
