import { createHash, randomBytes } from 'node:crypto'
import { type BatchCounts, type BatchState, emptyCounts } from '../../contract/job.ts'
import type { ConflictMode } from '../../contract/recipe.ts'
import type { BatchRecord } from '../journal/batches/batch-record.ts'
import type { ArrivalFeed } from './admitting/arrival-feed.ts'
import type { ExpectedFiles } from './arriving/expected-files.ts'
import type { FoundRecipe, GroupBounds } from './open-batch.ts'
import { uuidv7 } from './uuid.ts'

export interface StartRequest {
  recipe: FoundRecipe
  /** Absolute. */
  sources: string[]
  out: string
  conflict: ConflictMode | undefined
  waitMs: number | null
  again: boolean
  /** No link leads results out of the output folder. */
  held: boolean
  /** What a person would call the files. */
  title?: string | undefined
  /** A batch that is gone on with however it ended, since a person took some of its files back: those are left alone. */
  partlyUndone?: BatchRecord
}

/** A batch that is begun, or gone on with. */
export type RunRequest = StartRequest & {
  continued: boolean
  /** Rows to be taken once more, and nothing else. */
  only?: number[]
  /** Files come from here over time, instead of from a walk of the sources. */
  feed?: ArrivalFeed
  expected?: ExpectedFiles | undefined
  /** Closes groups earlier than the recipe does. */
  gather?: GroupBounds | null
}

export interface ResumeOptions {
  waitMs: number | null
  read: (text: string) => FoundRecipe
}

/** What a batch was begun with. */
export function requestOfBatch(
  { request, recipeText, outRoot }: BatchRecord,
  { waitMs, read }: ResumeOptions,
): StartRequest {
  const {
    sources,
    conflict,
    held = false,
  } = JSON.parse(request) as Pick<StartRequest, 'sources' | 'conflict'> & {
    held?: boolean
  }
  return { recipe: read(recipeText), sources, out: outRoot, conflict, waitMs, again: false, held }
}

/** Where a batch takes its files from, as they were named, and where it saves what it makes: now, and before it was sent elsewhere. */
export function placesOf({ request, outRoot }: BatchRecord): { outs: string[]; sources: string[] } {
  const { sources, left = [] } = JSON.parse(request) as { sources: string[]; left?: string[] }
  return { outs: [...new Set([outRoot, ...left])], sources }
}

/** Where the disk of its output folder began when the batch was begun; null where that is not known, or everything else is mounted on it. */
export function mountOfBatch({ request, outRoot }: BatchRecord): string | null {
  const { disk } = JSON.parse(request) as { disk?: { out: string; mount: string | null } }
  // A person may have sent what was left of it elsewhere.
  return disk?.out === outRoot ? disk.mount : null
}

/** A batch that is to go on in another folder, on the disk that begins at `mount`; for the journal. */
export function movedTo(record: BatchRecord, { out, mount }: { out: string; mount: string | null }) {
  const begun = JSON.parse(record.request) as object
  const left = placesOf(record).outs
  return { n: record.n, outRoot: out, mount, request: JSON.stringify({ ...begun, left, disk: { out, mount } }) }
}

/** What a person called the files when the batch was begun; empty where nobody said. */
export function titleOfBatch({ request }: Pick<BatchRecord, 'request'>): string {
  // A request names all that was dropped, which may be very many paths.
  return request.includes('"title":') ? ((JSON.parse(request) as { title?: string }).title ?? '') : ''
}

/** Whether its results took the places of their originals, and none came into its folder. What was begun by an earlier version does not say. */
export function replacesOriginals({ request }: Pick<BatchRecord, 'request'>): boolean {
  // A quote in a path has a backslash before it.
  return request.includes('"replaces":true')
}

/** How long nobody has worked on a batch by now: since it was over, or, where an earlier engine was ended in the middle, all of it but what that had noted. */
export function restedUntil(
  { state, startedMs, endedMs, restedMs, workedMs }: Pick<BatchRecord, RestedBy>,
  nowMs: number,
): number {
  if (state === 'counting') return 0
  return Math.max(0, endedMs === null ? nowMs - startedMs - (workedMs ?? 0) : restedMs + nowMs - endedMs)
}

type RestedBy = 'state' | 'startedMs' | 'endedMs' | 'restedMs' | 'workedMs'

/** A batch as it is taken up: whether it had come to its end before. The day of a watched folder never has. */
export function turnOf({ n, state, watch }: Pick<BatchRecord, 'n' | 'state' | 'watch'>): {
  batch: number
  wasDone: boolean
} {
  return { batch: n, wasDone: state === 'finished' && watch === null }
}

/** Not one that was taken back as a whole: whoever goes on with that wants it made again. */
export function isPartlyUndone({ counts, watch }: Pick<BatchRecord, 'counts' | 'watch'>): boolean {
  return watch === null && counts.undone > 0 && counts.done > 0
}

/** Counts of a batch of which only what was taken back is not met again. */
export function undoneOf({ undone }: BatchCounts): BatchCounts {
  return { ...emptyCounts(), undone, total: undone }
}

/** Counts of a day that is opened again: its files that wait are met again, and counted then. */
export function endedOf(counts: BatchCounts): BatchCounts {
  const { waiting, total, endedBytes } = counts
  return { ...counts, waiting: 0, total: total - waiting, totalBytes: endedBytes }
}

/** A batch of which some rows are taken once more is afterwards as far as it was before. */
export function endOf(state: BatchState): 'finished' | 'paused' | 'cancelled' {
  return state === 'finished' || state === 'cancelled' ? state : 'paused'
}

/** The same recipe, sources and folder are the same batch. */
export function batchKey({ recipe, sources, out }: Pick<StartRequest, 'recipe' | 'sources' | 'out'>): string {
  return hashOf([recipe.recipe.fingerprint, [...new Set(sources)].sort(), out])
}

export function hashOf(parts: unknown[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex')
}

/** `mount`: where the disk of the output folder begins. */
export function newBatch(
  key: string,
  request: StartRequest,
  { startedMs, mount }: { startedMs: number; mount: string | null },
) {
  const { recipe, text } = request.recipe
  const { sources, conflict, waitMs, out, title, held } = request
  const replaces = recipe.originals.act === 'replace'
  return {
    id: uuidv7(startedMs),
    token: randomBytes(5).toString('hex'),
    key,
    recipeName: recipe.name,
    recipeText: text,
    recipeFingerprint: recipe.fingerprint,
    outRoot: out,
    request: JSON.stringify({
      title,
      sources,
      conflict,
      waitMs,
      held,
      ...(replaces && { replaces }),
      disk: { out, mount },
    }),
    startedMs,
    watch: null,
    mount,
  }
}
