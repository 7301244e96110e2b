import { createHash } from 'node:crypto'
import type { EngineParts } from '../batch-context.ts'
import { type WatchRules, watchRules } from '../../../contract/watch-rules.ts'

/** What is kept of a watch over restarts. */
export interface WatchRecord {
  id: string
  kept: boolean
  rules: WatchRules
  paused: boolean
  pausedUntilMs: number | null
  addedMs: number
  /** What was there when it was added has been dealt with. */
  begun: boolean
  /** Of the recipe its files were taken with last. */
  recipeFingerprint: string
  /** Files made with another recipe are made again. */
  redo: boolean
  /** Files that a person has not said about yet whether to make them again. */
  madeOtherwise: number
  /** Another disk begins at the folder. */
  wasMounted: boolean
  lastFileMs: number | null
}

/** Whether a watch rests, and until when; without end where `pausedUntilMs` is null. */
export type WatchPause = Pick<WatchRecord, 'paused' | 'pausedUntilMs'>

/**
 * The same folder, recipe and output are the same watch, whenever it is begun: what it has done stays known. `nth` tells it from watches that began
 * with these and were changed to others since.
 */
export function watchId({ folder, recipe, out }: Pick<WatchRules, 'folder' | 'recipe' | 'out'>, nth = 0): string {
  return createHash('sha256')
    .update(JSON.stringify([folder, recipe, out, ...(nth === 0 ? [] : [nth])]))
    .digest('hex')
    .slice(0, 12)
}

/** Rules that a later Millrace has added are at their defaults in an older record. */
export function readRecord(text: string): WatchRecord {
  const record = JSON.parse(text) as WatchRecord
  return { ...record, rules: watchRules().parse(record.rules) }
}

/** A watch that has met no file yet. Asks the disk once, whether another one begins at the folder. */
export async function newRecord(
  rules: WatchRules,
  { id, kept, clock, io }: Pick<EngineParts, 'clock' | 'io'> & Pick<WatchRecord, 'id' | 'kept'>,
): Promise<WatchRecord> {
  return {
    id,
    kept,
    rules,
    paused: false,
    pausedUntilMs: null,
    addedMs: clock.nowMs(),
    begun: false,
    recipeFingerprint: '',
    redo: false,
    madeOtherwise: 0,
    wasMounted: await io.call('isMountPoint', rules.folder),
    lastFileMs: null,
  }
}
