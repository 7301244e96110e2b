import { z } from 'zod'
import { batchRef } from './batch-ref.ts'
import type { WireFault } from './fault.ts'
import type { JobState, OutputRecord } from './job.ts'

/** By state; `groups` are the rows that stand for files that became one result, and a search finds those with such a file. */
export const rowFilters = [
  'all',
  'waiting',
  'running',
  'done',
  'failed',
  'skipped',
  'cancelled',
  'undone',
  'groups',
] as const
export type RowFilter = (typeof rowFilters)[number]
/** Under which every file is once. */
export type StateFilter = Exclude<RowFilter, 'groups'>

/** From and to, both included. */
const seqRange = () => z.tuple([z.number().int().nonnegative(), z.number().int().nonnegative()])

/** Why files failed, as `batch.causes` tells it: a fault and its reason, null for any. */
const cause = () => z.object({ code: z.string(), why: z.string().nullable() }).optional()

/** The files of one batch: windows of them, one of them, and what to do with some. */
export const rowCommands = {
  /** A window of a batch's rows under a filter and a search in the names, in the order they were added; or of those that failed for one cause. */
  'batch.rows': () =>
    batchRef().extend({
      filter: z.enum(rowFilters).default('all'),
      search: z.string().max(200).default(''),
      cause: cause(),
      offset: z.number().int().nonnegative(),
      limit: z.number().int().min(1).max(200),
    }),
  'batch.job': () => batchRef().extend({ seq: z.number().int().nonnegative() }),
  /** Failures grouped by what caused them, most frequent first. */
  'batch.causes': batchRef,
  /** Tries failed and cancelled jobs again: those named, those that failed for one cause, or all. A batch that is over goes on. */
  'batch.retry': () => batchRef().extend({ seqs: z.array(seqRange()).default([]), cause: cause() }),
  /** Gives up waiting and running jobs of a batch that goes on. */
  'batch.drop': () => batchRef().extend({ seqs: z.array(seqRange()).min(1) }),
} as const

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
  /** How often its worker crashed on it; absent where it never did. */
  crashes?: number
  /** Of a file that becomes one result with others: the row that stands for all, and how many they are. Absent where it is alone. */
  group?: { leader: number; members: number }
}

/** Where an original is: in its place, in the vault, in a folder of the recipe's, or removed from the vault for good. */
export type OriginalPlace = 'kept' | 'vault' | 'moved' | 'removed'

export interface JobDetail extends JobRow {
  sourceSha256: string
  original: OriginalPlace
  modifiedMs: number
  /** Where the originals went, if they went anywhere. */
  moves: { kind: string; from: string; to: string }[]
  timings: { step: string; ms: number }[]
  /** The files of its group in their order, the first `membersMost`; none where it is alone. */
  members: { seq: number; path: string; sizeBytes: number }[]
}

/** A cause as it is asked about. */
export type CauseRef = Pick<FailureCause, 'code' | 'why'>

export interface FailureCause {
  code: string
  /** Of all of them; null where each has one of its own, which would say too much. */
  why: string | null
  message: string
  remedy: string
  count: number
  /** One of the files. */
  examplePath: string
}

export interface RowAnswers {
  'batch.rows': { total: number; rows: JobRow[] }
  'batch.job': { job: JobDetail }
  'batch.causes': { causes: FailureCause[] }
  'batch.retry': { retried: number }
  'batch.drop': { dropped: number }
}
