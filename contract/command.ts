import { z } from 'zod'
import { conflictModes } from './recipe.ts'
import type { BatchSnapshot } from './event.ts'
import type { WireFault } from './fault.ts'
import type { BatchCounts, BatchState, JobState, OutputRecord } from './job.ts'
import type { Recipe, RecipeProblem } from './recipe.ts'
import type { StepDescriptor } from './step.ts'
import type { EmptiedFile, VaultPage } from './vault.ts'

export { contractVersion } from './contract-version.ts'

export const rowFilters = ['all', 'waiting', 'running', 'done', 'failed', 'skipped', 'cancelled', 'undone'] as const
export type RowFilter = (typeof rowFilters)[number]

/** From and to, both included. */
const seqRange = z.tuple([z.number().int().nonnegative(), z.number().int().nonnegative()])

const batchRef = z.object({ batch: z.string().min(1) })

/** What a face may ask, with the shape of the question. The engine answers with `CommandOutputs` of the same name. */
export const commandInputs = {
  /** Starts a batch, or goes on with the unfinished one of the same recipe, sources and folder. */
  'batch.start': z.object({
    recipe: z.string().min(1).describe('name of a recipe, or path of a recipe file'),
    sources: z.array(z.string().min(1)).min(1).describe('absolute paths of files and folders'),
    out: z.string().min(1).describe('absolute path of the output folder'),
    conflict: z.enum(conflictModes).optional(),
    /** How long jobs wait for a full or absent disk before they fail; null waits without limit. */
    waitMs: z.number().nonnegative().nullable(),
    /** Make results again although the ledger has them. */
    again: z.boolean().default(false),
  }),
  /** What `batch.start` would do, before a byte is written. */
  'batch.plan': z.object({
    recipe: z.string().min(1),
    sources: z.array(z.string().min(1)).min(1),
    out: z.string().min(1),
    conflict: z.enum(conflictModes).optional(),
    limit: z.number().int().positive().default(200),
  }),
  'batch.get': batchRef,
  /** `finish` ends the files in hand and takes no more; `now` stops them and removes their leftovers. Both come back when it is done. */
  'batch.cancel': batchRef.extend({ how: z.enum(['finish', 'now']) }),
  'batch.pause': batchRef,
  /** Goes on with a paused or unfinished batch; failed and cancelled jobs are tried again. */
  'batch.resume': batchRef.extend({ waitMs: z.number().nonnegative().nullable() }),
  /** Takes back what the batch did to all files or to those named; `dry` only tells what would become of each. */
  'batch.undo': batchRef.extend({ paths: z.array(z.string()).default([]), dry: z.boolean().default(false) }),
  'batch.list': z.object({ limit: z.number().int().min(1).max(1000).default(50), before: z.string().optional() }),
  /** Report lines from `after` (exclusive), in order of sequence; `next` is null at the end. */
  'batch.report': batchRef.extend({
    after: z.number().int().default(-1),
    limit: z.number().int().min(1).max(5000).default(1000),
  }),
  'batch.verify': batchRef.extend({ after: z.number().int().default(-1) }),
  /** A window of a batch's rows under a filter and a search in the names, in the order they were added. */
  'batch.rows': batchRef.extend({
    filter: z.enum(rowFilters).default('all'),
    search: z.string().max(200).default(''),
    offset: z.number().int().nonnegative(),
    limit: z.number().int().min(1).max(200),
  }),
  'batch.job': batchRef.extend({ seq: z.number().int().nonnegative() }),
  /** Failures grouped by what caused them, most frequent first. */
  'batch.causes': batchRef,
  /** Tries failed and cancelled jobs again: those named, or all. A batch that is over goes on. */
  'batch.retry': batchRef.extend({ seqs: z.array(seqRange).default([]) }),
  /** Gives up waiting and running jobs of a batch that goes on. */
  'batch.drop': batchRef.extend({ seqs: z.array(seqRange).min(1) }),
  /** Places a face may offer: the folders granted to it. */
  'place.roots': z.object({}),
  /** What lies in a granted folder, folders first, by name. */
  'place.list': z.object({ path: z.string(), limit: z.number().int().min(1).max(5000).default(1000) }),
  /** What the vault holds, in the order it came; with `beforeMs` only what came before. */
  'vault.list': z.object({
    after: z.number().int().default(-1),
    limit: z.number().int().min(1).max(1000).default(200),
    beforeMs: z.number().int().optional(),
  }),
  /** Puts a file back under its own name or, where that is taken, beside it under the next number. */
  'vault.restore': z.object({ file: z.number().int() }),
  /** Removes these files for good, and nothing else; no undo brings them back. */
  'vault.empty': z.object({ files: z.array(z.number().int()).min(1).max(1000) }),
  'recipe.list': z.object({}),
  /** The text of a recipe and, when it is sound, the recipe. */
  'recipe.get': z.object({ recipe: z.string().min(1) }),
  'recipe.check': z.object({ text: z.string() }),
  'step.list': z.object({}),
  'engine.workings': z.object({}),
} as const

export type CommandName = keyof typeof commandInputs
export type CommandInput<C extends CommandName> = z.input<(typeof commandInputs)[C]>

export interface BatchRow {
  id: string
  recipe: string
  out: string
  state: BatchState
  startedMs: number
  endedMs: number | null
  counts: BatchCounts
}

export interface PlannedFile {
  path: string
  /** Absolute path of each result; parts known only later stand as a pattern, e.g. `{width}`. */
  targets: string[]
  /** Empty, or why the file will not run as asked: a collision and what it becomes, a skip, a fault. */
  note: string
  state: 'run' | 'reuse' | 'skip' | 'fault'
}

export interface BatchPlan {
  recipe: string
  out: string
  files: PlannedFile[]
  counts: { run: number; reuse: number; skip: number; fault: number; collisions: number }
  totalBytes: number
  freeBytes: number
  /** At the pace of earlier runs of these steps; null when there were none. */
  expectedMs: number | null
  /** Anything that would stop or surprise: an unwritable folder, too little room. */
  warnings: string[]
}

export interface JobRow {
  seq: number
  path: string
  /** Only where the name is not Unicode: base64url of its bytes. */
  pathKey?: string
  sizeBytes: number
  state: JobState
  /** The step under way and how far it is (0..1), while running. */
  stage: string
  fraction: number
  reused: boolean
  outputs: OutputRecord[]
  fault: WireFault | null
  ms: number
}

export interface JobDetail extends JobRow {
  sourceSha256: string
  modifiedMs: number
  /** Where the originals went, if they went anywhere. */
  moves: { kind: string; from: string; to: string }[]
  timings: { step: string; ms: number }[]
}

export interface FailureCause {
  code: string
  message: string
  remedy: string
  count: number
  /** One of the files. */
  examplePath: string
}

export interface PlaceEntry {
  name: string
  path: string
  kind: 'folder' | 'file'
  sizeBytes: number
  modifiedMs: number
}

export interface UndoneFile {
  path: string
  result: 'undone' | 'left'
  /** Why it was left alone. */
  reason: string
}

export interface VerifiedFile {
  path: string
  output: string
  verdict: 'as-written' | 'changed' | 'missing'
}

export interface RecipeRow {
  name: string
  title: string
  summary: string
  builtIn: boolean
  path: string
  problems: RecipeProblem[]
}

export interface CommandOutputs {
  'batch.start': { batch: BatchSnapshot }
  'batch.plan': BatchPlan
  'batch.get': { batch: BatchSnapshot }
  'batch.cancel': { cancelled: number }
  'batch.pause': { batch: BatchSnapshot }
  'batch.resume': { batch: BatchSnapshot }
  'batch.undo': { files: UndoneFile[] }
  'batch.list': { batches: BatchRow[] }
  'batch.report': { /** JSON text of one `ReportLine` each. */ lines: string[]; next: number | null }
  'batch.verify': { files: VerifiedFile[]; next: number | null }
  'batch.rows': { total: number; rows: JobRow[] }
  'batch.job': { job: JobDetail }
  'batch.causes': { causes: FailureCause[] }
  'batch.retry': { retried: number }
  'batch.drop': { dropped: number }
  'place.roots': { roots: { title: string; path: string; access: 'read' | 'write' }[] }
  'place.list': { entries: PlaceEntry[]; more: boolean; freeBytes: number }
  'vault.list': VaultPage
  'vault.restore': { path: string }
  'vault.empty': { files: EmptiedFile[] }
  'recipe.list': { recipes: RecipeRow[] }
  'recipe.get': { text: string; recipe: Recipe | null; problems: RecipeProblem[] }
  'recipe.check': { problems: RecipeProblem[] }
  'step.list': { steps: StepDescriptor[] }
  'engine.workings': {
    waiting: { what: string; holder: string; sinceMs: number }[]
    slow: { what: string; ms: number }[]
    eventLoopDelayMs: { p50: number; p99: number; max: number }
  }
}
