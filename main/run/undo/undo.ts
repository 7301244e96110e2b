import type { CommandOutputs } from '../../../contract/command.ts'
import { vaultName } from '../../../contract/own-names.ts'
import { child } from '../../io/paths.ts'
import type { BatchRecord } from '../../journal/batches/batch-record.ts'
import { type Undoable, undoablesOf } from '../../journal/undo/undoable.ts'
import type { EngineParts } from '../batch-context.ts'
import { AskedFiles } from './asked-files.ts'
import { endUndos } from './half-undone.ts'
import { inTurns, lastOfEach } from './undo-turns.ts'
import { Undoer } from './undoer.ts'

/** Jobs noted, moved and recorded together: round trips count, and a crash in between is gone on with. The first are few, so that the first file moves soon. */
const pageJobs = { first: 64, most: 512 }

export interface UndoRequest {
  record: BatchRecord
  /** Sources or results; none means all of the batch. */
  paths: string[]
  /** Only tell what would become of each file. */
  dry: boolean
  /** Another run may be about to save into the same folders: those that are left empty stay. */
  keepsFolders: boolean
  signal: AbortSignal
}

/**
 * Takes a batch back, last job first: results go to the vault, originals to where they were. Results edited since, and
 * originals whose name is somebody else's by now, are left alone and named; so is a path that was asked for and is of no job. An abort stops
 * between files; a job that was begun is finished. What an earlier undo noted and could not end goes first.
 */
export async function undoBatch(
  parts: EngineParts,
  { record, paths, dry, keepsFolders, signal }: UndoRequest,
): Promise<CommandOutputs['batch.undo']> {
  if (!dry) await endUndos(parts, record.n)
  const before = await undoneBefore(parts, { record, paths })
  const place = await placeOfResults(parts, record)
  const undoer = new Undoer(parts, { record, asked: new AskedFiles(paths), dry, place, signal })
  let limit = pageJobs.first
  const pageBefore = async (seq: number): Promise<Undoable[]> => {
    const asked = parts.journal.call('undoPage', { batch: record.n, before: seq, limit })
    limit = Math.min(limit * 2, pageJobs.most)
    return undoablesOf(await asked)
  }
  let page = await pageBefore(Number.MAX_SAFE_INTEGER)
  try {
    while (page.length > 0) {
      signal.throwIfAborted()
      const next = pageBefore(page.at(-1)?.seq ?? 0)
      const isInTurns = record.watch !== null
      const turns = !isInTurns ? [page] : dry ? [lastOfEach(page)] : inTurns(page)
      const [rows] = await Promise.all([next, takeAll(undoer, turns, { inOrder: isInTurns })])
      page = rows
    }
  } finally {
    await undoer.end()
  }
  undoer.tellUnknown()
  if (!keepsFolders) await undoer.clear()
  if (!dry) await parts.journal.call('keepCounts', record.n)
  return { ...undoer.told.answer, ...(before > 0 && { before }) }
}

/** Nobody who names files asks about others. */
async function undoneBefore({ journal }: EngineParts, { record, paths }: Pick<UndoRequest, 'record' | 'paths'>) {
  return paths.length > 0 ? 0 : journal.call('countUndone', record.n)
}

/** On the disk of the results, so that they need not be copied: the vault of the state folder, or one beside them. */
async function placeOfResults({ io, vault }: EngineParts, { outRoot, token }: BatchRecord): Promise<string> {
  const isApart = await io.call('areApart', { paths: [outRoot], folder: vault })
  return child(isApart ? child(outRoot, vaultName) : vault, token)
}

async function takeAll(undoer: Undoer, turns: Undoable[][], how: { inOrder: boolean }): Promise<void> {
  for (const turn of turns) await undoer.take(turn, how)
}
