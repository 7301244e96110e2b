import { admit, type AdmitInput } from './ledger/admit.ts'
import { countJobs, keepCounts } from './batches/batch-counts.ts'
import {
  addBatch,
  batchesOfWatch,
  batchNumber,
  batchOfKey,
  dropUnbegun,
  findBatch,
  findUnfinished,
  listBatches,
  moveBatch,
  type NewBatch,
  openSources,
  recentSources,
  noteWorked,
  setBatchState,
} from './batches/batches.ts'
import { chosenSeqs, dropRows, rowsAt, unseenRows, withoutResult } from './rows/chosen-rows.ts'
import { toColumn } from './columns.ts'
import { disks, noteDisk } from './batches/disks.ts'
import { causesPage, seqsOfCause } from './rows/failure-causes.ts'
import { endRestore, halfRestored, heldAt, heldPage, heldTotals, noteEmptied } from './moves/held-files.ts'
import { dropHalves, halvesInto } from './results/halves.ts'
import { type HeldOutputs, holdOutputs } from './results/held-outputs.ts'
import { historySums } from './batches/history-sums.ts'
import { areInputs, recall } from './ledger/ledger.ts'
import { beginMoves, endMoves, halfMoved, haveOriginalsLeft, movesOf, revertMoves } from './moves/moves.ts'
import { notePace, paceNoted } from './batches/pace.ts'
import { folderNumber, notePlace, releaseBatch } from './names/names.ts'
import { otherMakers } from './ledger/other-makers.ts'
import { receipts } from './ledger/receipts.ts'
import { closedRows } from './rows/closed-rows.ts'
import { commit, done, end, endOpen, giveNamesBack, renumber, renumberSeries } from './results/record.ts'
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
  type Verdict,
} from './results/recover.ts'
import { resultsPage, rowDetail, rowFiles } from './rows/row-detail.ts'
import { loadRows, readRows, rowsWindow } from './rows/rows.ts'
import type { Store } from './store.ts'
import { nameResults } from './results/name-outputs.ts'
import { noteTimings, timesOf } from './batches/timings.ts'
import { beginUndo, endUndo, halfUndone } from './undo/undo.ts'
import { undoPage } from './undo/undo-page.ts'
import { undoStandings } from './undo/undo-standing.ts'
import { paceOf, reportPage } from './rows/views.ts'
import {
  answerLeft,
  countAsked,
  dropWaiting,
  endWithoutWaiting,
  knownFiles,
  leaveFiles,
  noteTouched,
  listWatches,
  madeOtherwise,
  removeWatch,
  saveWatch,
} from './batches/watches.ts'

type Input<F> = F extends (store: Store, input: infer I) => unknown ? I : never

/** Everything the journal can be asked, by name; inputs and answers are plain data. */
export const operations = {
  addBatch: (store: Store, { mount, ...batch }: NewBatch & { mount: string | null }) => {
    if (mount !== null) noteDisk(store, mount)
    return addBatch(store, batch)
  },
  findBatch: (store: Store, id: string) => findBatch(store, id) ?? null,
  batchNumber: (store: Store, id: string) => batchNumber(store, id),
  openSources: (store: Store, _: null) => openSources(store),
  recentSources: (store: Store, most: number) => recentSources(store, most),
  batchOfKey: (store: Store, key: string) => batchOfKey(store, key) ?? null,
  batchesOfWatch: (store: Store, input: Input<typeof batchesOfWatch>) => batchesOfWatch(store, input),
  saveWatch: (store: Store, input: Input<typeof saveWatch>) => saveWatch(store, input),
  listWatches: (store: Store, _: null) => listWatches(store),
  removeWatch: (store: Store, id: string) => removeWatch(store, id),
  knownFiles: (store: Store, input: Input<typeof knownFiles>) => knownFiles(store, input),
  leaveFiles: (store: Store, input: Input<typeof leaveFiles>) => leaveFiles(store, input),
  noteTouched: (store: Store, input: Input<typeof noteTouched>) => noteTouched(store, input),
  answerLeft: (store: Store, input: Input<typeof answerLeft>) => answerLeft(store, input),
  countAsked: (store: Store, watch: string) => countAsked(store, watch),
  dropWaiting: (store: Store, n: number) => dropWaiting(store, n),
  endWithoutWaiting: (store: Store, input: Input<typeof endWithoutWaiting>) => endWithoutWaiting(store, input),
  madeOtherwise: (store: Store, input: Input<typeof madeOtherwise>) => madeOtherwise(store, input),
  findUnfinished: (store: Store, key: string) => findUnfinished(store, key) ?? null,
  listBatches: (store: Store, input: Input<typeof listBatches>) => listBatches(store, input),
  moveBatch: (store: Store, { mount, ...input }: Input<typeof moveBatch> & { mount: string | null }) => {
    if (mount !== null) noteDisk(store, mount)
    moveBatch(store, input)
  },
  dropUnbegun: (store: Store, n: number) => dropUnbegun(store, n),
  countJobs: (store: Store, n: number) => countJobs(store, n),
  setBatchState: (store: Store, input: Input<typeof setBatchState>) => setBatchState(store, input),
  endBatch: (store: Store, input: Input<typeof setBatchState>) => {
    releaseBatch(store, input.n)
    setBatchState(store, input)
  },
  noteWorked: (store: Store, input: Input<typeof noteWorked>) => noteWorked(store, input),
  keepCounts: (store: Store, n: number) => keepCounts(store, n),
  /** Has this recipe been run before, into this folder or at all? Decides whether the ledger has to be asked. */
  ledgerKnows: (store: Store, { recipeFingerprint, except }: { recipeFingerprint: string; except: number }) =>
    store.get('SELECT 1 FROM batches WHERE recipe_fp = ? AND n <> ? LIMIT 1', recipeFingerprint, except) !== undefined,
  admit: (store: Store, input: AdmitInput) => admit(store, input),
  recall: (store: Store, input: Input<typeof recall>) => recall(store, input),
  reuse: (store: Store, input: Input<typeof reuse>) => reuse(store, input),
  readmit: (store: Store, input: Input<typeof readmit>) => readmit(store, input),
  adopt: (store: Store, input: Input<typeof adopt>) => adopt(store, input),
  adoptGroup: (store: Store, input: Input<typeof adoptGroup>) => adoptGroup(store, input),
  noteRead: (store: Store, results: Input<typeof noteRead>) => noteRead(store, results),
  areInputs: (store: Store, input: Input<typeof areInputs>) => areInputs(store, input),
  renumber: (store: Store, input: Input<typeof renumber>) => renumber(store, input),
  renumberSeries: (store: Store, input: Input<typeof renumberSeries>) => renumberSeries(store, input),
  giveNamesBack: (store: Store, input: Input<typeof giveNamesBack>) => giveNamesBack(store, input),
  nameResults: (store: Store, input: Input<typeof nameResults>) => nameResults(store, input),
  holdOutputs: (store: Store, input: HeldOutputs) => holdOutputs(store, input),
  commit: (store: Store, input: Input<typeof commit>) => commit(store, input),
  done: (store: Store, input: Input<typeof done>) => done(store, input),
  end: (store: Store, input: Input<typeof end>) => end(store, input),
  closedRows: (store: Store, input: Input<typeof closedRows>) => closedRows(store, input),
  endOpen: (store: Store, input: Input<typeof endOpen>) => endOpen(store, input),
  beginMoves: (store: Store, input: Input<typeof beginMoves>) => beginMoves(store, input),
  endMoves: (store: Store, input: Input<typeof endMoves>) => endMoves(store, input),
  revertMoves: (store: Store, input: Input<typeof revertMoves>) => revertMoves(store, input),
  haveOriginalsLeft: (store: Store, batch: number) => haveOriginalsLeft(store, batch),
  halfMoved: (store: Store, _: null) => halfMoved(store),
  movesOf: (store: Store, input: Input<typeof movesOf>) => movesOf(store, input),
  heldPage: (store: Store, input: Input<typeof heldPage>) => heldPage(store, input),
  heldTotals: (store: Store, input: Input<typeof heldTotals>) => heldTotals(store, input),
  heldAt: (store: Store, rows: number[]) => heldAt(store, rows),
  noteEmptied: (store: Store, rows: number[]) => noteEmptied(store, rows),
  endRestore: (store: Store, input: Input<typeof endRestore>) => endRestore(store, input),
  halfRestored: (store: Store, _: null) => halfRestored(store),
  undoStandings: (store: Store, batches: number[]) => undoStandings(store, batches),
  otherMakers: (store: Store, input: Input<typeof otherMakers>) => otherMakers(store, input),
  undoPage: (store: Store, input: Input<typeof undoPage>) => undoPage(store, input),
  beginUndo: (store: Store, input: Input<typeof beginUndo>) => beginUndo(store, input),
  endUndo: (store: Store, input: Input<typeof endUndo>) => endUndo(store, input),
  halfUndone: (store: Store, _: null) => halfUndone(store),
  reportPage: (store: Store, input: Input<typeof reportPage>) => reportPage(store, input),
  loadRows: (store: Store, batch: number) => loadRows(store, batch),
  rowsWindow: (store: Store, input: Input<typeof rowsWindow>) => rowsWindow(store, input),
  rowDetail: (store: Store, input: Input<typeof rowDetail>) => rowDetail(store, input),
  chosenSeqs: (store: Store, input: Input<typeof chosenSeqs>) => chosenSeqs(store, input),
  rowsAt: (store: Store, input: Input<typeof rowsAt>) => rowsAt(store, input),
  unseenRows: (store: Store, input: Input<typeof unseenRows>) => unseenRows(store, input),
  withoutResult: (store: Store, input: Input<typeof withoutResult>) => withoutResult(store, input),
  dropRows: (store: Store, input: Input<typeof dropRows>) => dropRows(store, input),
  resultsPage: (store: Store, input: Input<typeof resultsPage>) => resultsPage(store, input),
  rowFiles: (store: Store, input: Input<typeof rowFiles>) => rowFiles(store, input),
  causesPage: (store: Store, input: Input<typeof causesPage>) => causesPage(store, input),
  seqsOfCause: (store: Store, input: Input<typeof seqsOfCause>) => seqsOfCause(store, input),
  readRows: (store: Store, { batch, seqs }: { batch: number; seqs: number[] }) => readRows(store, batch, seqs),
  receipts: (store: Store, input: Input<typeof receipts>) => receipts(store, input),
  historySums: (store: Store, input: Input<typeof historySums>) => historySums(store, input),
  notePace: (store: Store, input: Input<typeof notePace>) => notePace(store, input),
  paceNoted: (store: Store, batchId: string) => paceNoted(store, batchId),
  paceOf: (store: Store, asked: Parameters<typeof paceOf>[1]) => paceOf(store, asked),
  sourcesOf: (store: Store, input: Input<typeof sourcesOf>) => sourcesOf(store, input),
  unfinished: (store: Store, _: null) => unfinished(store),
  settle: (store: Store, verdicts: Verdict[]) => settle(store, verdicts),
  rest: (store: Store, batch: number) => rest(store, batch),
  notePlace: (store: Store, { batch, folder }: { batch: number; folder: string }) =>
    notePlace(store, batch, folderNumber(store, folder)),
  noteLitter: (store: Store, paths: string[]) => noteLitter(store, paths.map(toColumn)),
  halvesInto: (store: Store, outRoot: string) => halvesInto(store, outRoot),
  dropHalves: (store: Store, halves: Input<typeof dropHalves>) => dropHalves(store, halves),
  disks: (store: Store, _: null) => disks(store),
  unfinishedOf: (store: Store, batch: Input<typeof unfinishedOf>) => unfinishedOf(store, batch),
  foldersOf: (store: Store, batch: Input<typeof foldersOf>) => foldersOf(store, batch),
  litter: (store: Store, _: null) => litter(store),
  forgetLitter: (store: Store, paths: string[]) => forgetLitter(store, paths.map(toColumn)),
  timesOf: (store: Store, batch: number) => timesOf(store, batch),
  noteTimings: (store: Store, input: Input<typeof noteTimings>) => noteTimings(store, input),
  noteProcess: (store: Store, input: Input<typeof noteProcess>) => noteProcess(store, input),
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
  'beginUndo',
  'endUndo',
  'noteEmptied',
  'endRestore',
  'saveWatch',
  'removeWatch',
  'answerLeft',
])
