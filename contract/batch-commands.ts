import { z } from 'zod'
import { batchRef } from './batch-ref.ts'
import type { BatchSnapshot } from './event.ts'
import type { WireFault } from './fault.ts'
import type { BatchCounts, BatchState } from './job.ts'
import { pathField, pathText } from './path-field.ts'
import { conflictModes, type OriginalsLeave } from './recipe.ts'

/** Characters of a title: the longest name a disk takes, and how many more there are. */
export const titleMost = 400

/** Runs of a recipe: planned, started, ended, taken back, told of. */
export const batchCommands = {
  /** Starts a batch, or goes on with the unfinished one of the same recipe, sources and folder. */
  'batch.start': () =>
    z.object({
      recipe: pathField.describe('name of a recipe, or path of a recipe file'),
      sources: z.array(pathField).min(1).describe('absolute paths of files and folders'),
      out: pathField.describe('absolute path of the output folder'),
      conflict: z.enum(conflictModes).optional(),
      /** How long jobs wait for a full or absent disk before they fail; null waits without limit. */
      waitMs: z.number().nonnegative().nullable(),
      /** Make results again although the ledger has them. */
      again: z.boolean().default(false),
      /** What a person would call the files, where their folder does not say it. */
      title: z.string().max(titleMost).optional(),
      held: z.boolean().default(false).describe('no link leads results out of the output folder'),
    }),
  /** What `batch.start` would do, before a byte is written. */
  'batch.plan': () =>
    z.object({
      recipe: pathField,
      sources: z.array(pathField).min(1),
      out: pathField,
      conflict: z.enum(conflictModes).optional(),
      again: z.boolean().default(false),
      limit: z.number().int().positive().default(200),
    }),
  'batch.get': batchRef,
  /** Where a batch takes its files from and saves what it makes. */
  'batch.places': batchRef,
  /** `finish` ends the files in hand and takes no more; `now` stops them and removes their leftovers. Both come back when it is done. */
  'batch.cancel': () => batchRef().extend({ how: z.enum(['finish', 'now']) }),
  /** `finish` ends the files in hand and takes no more until `batch.resume`; `now` stops them too, and they begin again after. */
  'batch.pause': () => batchRef().extend({ how: z.enum(['finish', 'now']).default('finish') }),
  /** Goes on with a paused or unfinished batch; failed and cancelled jobs are tried again. */
  'batch.resume': () => batchRef().extend({ waitMs: z.number().nonnegative().nullable() }),
  /** Waits for no more files that are being sent: goes on with what has arrived. */
  'batch.close': batchRef,
  /** Has what is left of a batch saved in another folder, and goes on with it there; what was saved stays where it is. */
  'batch.redirect': () => batchRef().extend({ out: pathField.describe('absolute path of the output folder') }),
  /** Takes back what the batch did to all files or to those named; `dry` only tells what would become of each. */
  'batch.undo': () => batchRef().extend({ paths: z.array(pathText).default([]), dry: z.boolean().default(false) }),
  'batch.list': () => z.object({ limit: z.number().int().min(1).max(1000).default(50), before: z.string().optional() }),
  /** Report lines from `after` (exclusive), in order of sequence; `next` is null at the end. */
  'batch.report': () =>
    batchRef().extend({
      after: z.number().int().default(-1),
      limit: z.number().int().min(1).max(5000).default(1000),
    }),
  /** Holds results against the disk, a page of them; the next one begins `after` what `next` of the one before says, which is null at the end. */
  'batch.verify': () => batchRef().extend({ after: z.number().int().default(-1) }),
} as const

export interface BatchRow {
  id: string
  recipe: string
  out: string
  state: BatchState
  startedMs: number
  endedMs: number | null
  /** How long of the time since it began nobody worked on it, in milliseconds: until somebody went on with it; absent where that is none. */
  restedMs?: number
  counts: BatchCounts
  /** Its results took the places of their originals; absent where they went to `out`. */
  replaces?: true
  /** When it was last worked on, in milliseconds, put right where the clock was set back since others were; absent from an engine that does not tell. */
  recency?: number
  /** What a person would call its files; absent where nobody said. */
  title?: string
  /**
   * What undo can still do. `untilMs`: when the first file it would bring back has been in the vault as long as the settings want; null where it
   * brings back none, or there is no such limit. Nothing leaves the vault by itself. `lost`: files that stay, since what would have to be brought
   * back was removed from the vault for good.
   */
  undo: { untilMs: number | null; lost: number }
  /** The watched folder whose batch of the day it is; absent for what a person started. */
  watch?: string
  /** Set where nothing works on it although it is not over, by whoever reads the journal while no engine runs; the engine tells it with `batch.get`. */
  interrupted?: true
}

export interface PlannedFile {
  path: string
  /** Absolute path of each result; parts known only later stand as a pattern, e.g. `{width}`. */
  targets: string[]
  /** Empty, or why the file will not run as asked: a collision and what it becomes, a skip, a fault. */
  note: string
  /** Absolute paths of what lies already where its results would go; absent where nothing does. */
  taken?: string[]
  state: 'run' | 'reuse' | 'skip' | 'fault'
}

/** A run that the same recipe, sources and folder go on with: as far as it has come. */
export interface EarlierRun {
  batch: string
  state: BatchState
  startedMs: number
  done: number
  total: number
}

export interface BatchPlan {
  recipe: string
  out: string
  /** Results would take the places of their originals; absent where they would go to `out`. */
  replaces?: true
  /** What would become of originals; absent where they would stay as they are. */
  originals?: OriginalsLeave
  /** Which of them a step finds out from what is in them, and the others stay; absent where that is known before. */
  picked?: true
  files: PlannedFile[]
  /** `among`: those of the collisions that are only with other files of the run; absent where there are none. */
  counts: { run: number; reuse: number; skip: number; fault: number; collisions: number; among?: number }
  /** How many of those that run have which extension, in lower case and without the dot; of the first hundred that were met. */
  kinds: Record<string, number>
  totalBytes: number
  freeBytes: number
  /** At the pace of earlier runs of these steps; null when there were none. */
  expectedMs: number | null
  /** Anything that would stop or surprise: an unwritable folder, too little room. */
  warnings: string[]
  /** Whether the output folder could be written to; where it could not, no file would run. */
  writable: boolean
  /** What keeps it from being written to; absent where nothing does. */
  problem?: WireFault
  /** Secrets, programs and files that steps need and are not here: files that come to such a step would fail. Absent where nothing is wanting. */
  lacks?: WireFault[]
  /** The run that it would go on with; absent where it would begin one. */
  goesOn?: EarlierRun
}

export interface UndoneFile {
  path: string
  result: 'undone' | 'left'
  /** Why it was left alone. */
  reason: string
  /** Results of it that are not where they were put, and stay wherever somebody has moved them; left out where there are none. */
  gone?: string[]
}

/** How many files were taken back, how many were left alone, and how many results were not where they were put. */
export interface UndoTotals {
  undone: number
  left: number
  gone: number
}

export interface VerifiedFile {
  path: string
  output: string
  verdict: 'as-written' | 'changed' | 'missing' | 'unreadable'
  /** Why nobody can tell what it is now, as a sentence; absent where it could be read. */
  reason?: string
  /** As it was written: its size and SHA-256, in hex, which is empty where the file itself was moved and nobody has read it. */
  bytes: number
  sha256: string
  /** SHA-256 of what is there now; empty where nothing is, or it cannot be read. */
  foundSha256: string
}

export interface BatchAnswers {
  /** `goesOn`: it was there already, as it was before; absent where it was begun now. */
  'batch.start': { batch: BatchSnapshot; goesOn?: EarlierRun }
  'batch.plan': BatchPlan
  'batch.get': { batch: BatchSnapshot }
  /**
   * `sources` as they were named; `outs`: its output folder, and those it had before it was redirected. `touches`: its recipe moves or replaces originals,
   * or keeps them in the vault. `moves`: its recipe only moves them, so that there are no results besides. `picked`: only some of them, which a step picks.
   */
  'batch.places': { outs: string[]; sources: string[]; touches: boolean; moves: boolean; picked?: true }
  'batch.cancel': { cancelled: number }
  'batch.pause': { batch: BatchSnapshot }
  'batch.resume': { batch: BatchSnapshot }
  'batch.close': { batch: BatchSnapshot }
  'batch.redirect': { batch: BatchSnapshot }
  /**
   * `more`: those that an answer has no room to name; absent where each is named. `picked`: the files are those that were looked through, and only
   * originals that the recipe had picked had left their places. `originals`: how many of them have their places again, by moves that happened; with
   * `dry`, by those that would; absent where none has. `replaced`: the same of files that had made way for results. `before`: how many files of the batch had been taken back earlier, as by an undo that was cut off; absent
   * where none had, or files were asked for by name.
   */
  'batch.undo': {
    files: UndoneFile[]
    more?: UndoTotals
    picked?: true
    originals?: number
    replaced?: number
    before?: number
  }
  'batch.list': { batches: BatchRow[] }
  'batch.report': { /** JSON text of one `ReportLine` each. */ lines: string[]; next: number | null }
  'batch.verify': { files: VerifiedFile[]; next: number | null }
}
