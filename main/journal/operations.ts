import { admit } from './ledger/admit.ts'
import { countJobs, countUndone, keepCounts } from './batches/batch-counts.ts'
import {
  addBatch,
  batchesOfWatch,
  batchNumber,
  batchOfKey,
  dropUnbegun,
  findBatch,
  findUnfinished,
  moveBatch,
  openSources,
  noteWorked,
  setBatchState,
} from './batches/batches.ts'
import { listBatches } from './batches/list-batches.ts'
import type { NewBatch } from './batches/batch-record.ts'
import { recentSources } from './batches/recent-sources.ts'
import { chosenSeqs, dropRows, rowsAt, unseenRows, withoutResult } from './rows/chosen-rows.ts'
import { toColumn } from './columns.ts'
import { disks, noteDisk } from './batches/disks.ts'
import { causesPage, seqsOfCause } from './rows/failure-causes.ts'
import { endRestore, halfRestored, heldAt, heldPage, heldTotals, noteEmptied } from './moves/held-files.ts'
import { dropHalves, halvesInto } from './results/halves.ts'
import { holdOutputs } from './results/held-outputs.ts'
import { historySums } from './batches/history-sums.ts'
import { areInputs } from './ledger/are-inputs.ts'
import { recall } from './ledger/recall.ts'
import { beginMoves, endMoves, halfMoved, haveOriginalsLeft, movesOf, revertMoves } from './moves/moves.ts'
import { notePace, paceNoted } from './batches/pace.ts'
import { folderNumber, notePlace, releaseBatch } from './names/names.ts'
import { otherMakers } from './ledger/other-makers.ts'
import { receipts } from './ledger/receipts.ts'
import { closedRows } from './rows/closed-rows.ts'
import { done, end, endOpen, giveNamesBack } from './results/end-jobs.ts'
import { commit } from './results/commit-jobs.ts'
import { renumber, renumberSeries } from './results/renumber.ts'
import { noteRead } from './ledger/note-read.ts'
import { adopt, adoptGroup, readmit, reuse } from './ledger/reuse.ts'
import {
  foldersOf,
  forgetLitter,
  litter,
  noteLitter,
  noteProcess,
  rest,
  settle,
  sourcesOf,
  takeProcesses,
  unfinished,
  unfinishedOf,
} from './results/recover.ts'
import { resultsPage, rowDetail, rowFiles } from './rows/row-detail.ts'
import { loadRows, readRows, rowsWindow } from './rows/rows.ts'
import type { Store } from './store.ts'
import { nameResults } from './results/name-outputs.ts'
import { listAgain, thinOut } from './batches/thin-out.ts'
import { noteTimings, timesOf } from './batches/timings.ts'
import { beginUndo, endUndo, halfUndone, noteElsewhere, noteUndo } from './undo/undo.ts'
import { undoPage } from './undo/undo-page.ts'
import { undoStandings } from './undo/undo-standing.ts'
import { paceOf, reportPage } from './rows/views.ts'
import { dropWaiting, endWithoutWaiting } from './batches/end-day.ts'
import { knownFiles, madeOtherwise, noteTouched } from './batches/known-files.ts'
import { answerLeft, countAsked, leaveFiles } from './batches/left-files.ts'
import { listWatches, removeWatch, saveWatch } from './batches/watches.ts'

type Input<F> = F extends (store: Store, input: infer I) => unknown ? I : never

/** Everything the journal can be asked, by name; inputs and answers are plain data. */
export const operations = {
  addBatch: (store: Store, { mount, ...batch }: NewBatch & { mount: string | null }) => {
    if (mount !== null) noteDisk(store, mount)
    return addBatch(store, batch)
  },
  findBatch: (store: Store, id: string) => findBatch(store, id) ?? null,
  batchNumber,
  openSources: (store: Store, _: null) => openSources(store),
  recentSources,
  batchOfKey: (store: Store, key: string) => batchOfKey(store, key) ?? null,
  batchesOfWatch,
  saveWatch,
  listWatches: (store: Store, _: null) => listWatches(store),
  removeWatch,
  knownFiles,
  leaveFiles,
  noteTouched,
  answerLeft,
  countAsked,
  dropWaiting,
  endWithoutWaiting,
  madeOtherwise,
  findUnfinished: (store: Store, key: string) => findUnfinished(store, key) ?? null,
  listBatches,
  moveBatch: (store: Store, { mount, ...input }: Input<typeof moveBatch> & { mount: string | null }) => {
    if (mount !== null) noteDisk(store, mount)
    moveBatch(store, input)
  },
  dropUnbegun,
  countJobs,
  countUndone,
  setBatchState,
  endBatch: (store: Store, input: Input<typeof setBatchState>) => {
    releaseBatch(store, input.n)
    setBatchState(store, input)
  },
  noteWorked,
  keepCounts,
  thinOut,
  listAgain,
  /** Has this recipe been run before, into this folder or at all? Decides whether the ledger has to be asked. */
  ledgerKnows: (store: Store, { recipeFingerprint, except }: { recipeFingerprint: string; except: number }) =>
    store.get('SELECT 1 FROM batches WHERE recipe_fp = ? AND n <> ? LIMIT 1', recipeFingerprint, except) !== undefined,
  admit,
  recall,
  reuse,
  readmit,
  adopt,
  adoptGroup,
  noteRead,
  areInputs,
  renumber,
  renumberSeries,
  giveNamesBack,
  nameResults,
  holdOutputs,
  commit,
  done,
  end,
  closedRows,
  endOpen,
  beginMoves,
  beginRestores: (store: Store, begun: Parameters<typeof beginMoves>[1][]) =>
    begun.forEach((one) => beginMoves(store, one)),
  endMoves,
  revertMoves,
  haveOriginalsLeft,
  halfMoved: (store: Store, _: null) => halfMoved(store),
  movesOf,
  heldPage,
  heldTotals,
  heldAt,
  noteEmptied,
  endRestores: (store: Store, ended: Parameters<typeof endRestore>[1][]) =>
    ended.forEach((one) => endRestore(store, one)),
  halfRestored: (store: Store, _: null) => halfRestored(store),
  undoStandings,
  otherMakers,
  undoPage,
  beginUndo,
  noteUndo,
  noteElsewhere,
  endUndo,
  halfUndone,
  reportPage,
  loadRows,
  rowsWindow,
  rowDetail,
  chosenSeqs,
  rowsAt,
  unseenRows,
  withoutResult,
  dropRows,
  resultsPage,
  rowFiles,
  causesPage,
  seqsOfCause,
  readRows: (store: Store, { batch, seqs }: { batch: number; seqs: number[] }) => readRows(store, batch, seqs),
  receipts,
  historySums,
  notePace,
  paceNoted,
  paceOf,
  sourcesOf,
  unfinished: (store: Store, _: null) => unfinished(store),
  settle,
  rest,
  notePlace: (store: Store, { batch, folder }: { batch: number; folder: string }) =>
    notePlace(store, batch, folderNumber(store, folder)),
  noteLitter: (store: Store, paths: string[]) => noteLitter(store, paths.map(toColumn)),
  halvesInto,
  dropHalves,
  disks: (store: Store, _: null) => disks(store),
  noteDisks: (store: Store, mounts: string[]) => mounts.forEach((mount) => noteDisk(store, mount)),
  unfinishedOf,
  foldersOf,
  litter: (store: Store, _: null) => litter(store),
  forgetLitter: (store: Store, paths: string[]) => forgetLitter(store, paths.map(toColumn)),
  timesOf,
  noteTimings,
  noteProcess,
  takeProcesses: (store: Store, _: null) => takeProcesses(store),
}

export type JournalOperations = typeof operations

/** What must be on the disk itself before anything else happens. Later flushes carry the earlier rows along. */
export const durable: ReadonlySet<keyof JournalOperations> = new Set([
  'commit',
  'addBatch',
  'endBatch',
  'settle',
  'beginMoves',
  'beginRestores',
  'beginUndo',
  'noteUndo',
  'noteElsewhere',
  'endUndo',
  'noteEmptied',
  'endRestores',
  'saveWatch',
  'removeWatch',
  'answerLeft',
])
