import type { Folding } from '../../../contract/names.ts'
import type { FileIdentity } from '../../../contract/job.ts'
import type { WireFault } from '../../../contract/fault.ts'
import { stateColumn, toColumn } from '../columns.ts'
import { findEarlier, findInLedger } from './find-by-source.ts'
import { findOwn, findPut } from './find-maker.ts'
import { type Earlier, isAsMet, type LedgerKey } from './ledger.ts'
import { claimName } from '../names/claim-name.ts'
import { folderNumber, notePlace } from '../names/names.ts'
import type { Store } from '../store.ts'
import { madeElsewhere } from './made-elsewhere.ts'

/** What intake and plan found out about one input. */
export interface Admission {
  source: string
  identity: FileIdentity
  /** One for each output branch; none for inputs that end at once. */
  targets: Target[]
  /** Ends at once with this outcome instead of running. */
  ended: { state: 'skipped' | 'failed'; fault: WireFault } | null
}

export interface Target {
  /** The result takes the source's own name: nobody else can have it, so it is not claimed. */
  own?: boolean
  folder: string
  /** Null while the name needs facts of the result; then it is allocated when that is there. */
  stem: string | null
  /** With its dot, or empty. */
  extension: string
  /** What follows the stem in the names of the files that travel along. */
  companions?: readonly string[]
}

export interface AdmitInput extends LedgerKey {
  batch: number
  folding: Folding
  /** Ask the ledger, and the batch's own rows, before adding: false only when both are known to be empty. */
  consult: boolean
  /** Make results again although the ledger has them. */
  again: boolean
  admissions: Admission[]
}

export type Admitted =
  | { kind: 'new'; seq: number; names: (string | null)[] }
  | { kind: 'ended'; seq: number }
  | { kind: 'earlier'; earlier: Earlier }
  /** The input is a result this very recipe made. */
  | { kind: 'own'; earlier: Earlier }

/** Admits inputs in order: new ones get a row, a sequence number and a name; those known from earlier are told. */
export function admit(store: Store, input: AdmitInput): Admitted[] {
  return input.admissions.map((admission) => admitOne(store, input, admission))
}

function admitOne(store: Store, input: AdmitInput, admission: Admission): Admitted {
  if (input.consult) {
    const put = findPut(store, input, admission)
    if (put) return { kind: 'own', earlier: put }
    const mine = findEarlier(store, admission.source, input.batch)
    if (mine) {
      const elsewhere = input.again ? undefined : madeElsewhere(store, input, { mine, source: admission.source })
      return { kind: 'earlier', earlier: elsewhere ?? mine }
    }
    const earlier = input.again ? undefined : findInLedger(store, input, admission.source)
    const own = isAsMet(earlier, admission) ? undefined : findOwn(store, input, admission)
    if (own) return { kind: 'own', earlier: own }
    if (earlier) return { kind: 'earlier', earlier }
  }
  return addJob(store, input, { admission })
}

/** Adds a job; or, given an earlier one of the same batch, begins that one anew under its number. */
export function addJob(
  store: Store,
  input: AdmitInput,
  { admission, earlier = null }: { admission: Admission; earlier?: { seq: number } | null },
): Admitted {
  const { ended } = admission
  const job = { batch: input.batch, seq: earlier?.seq ?? nextSeq(store, input.batch) }
  if (earlier) rewriteJob(store, job, admission)
  else insertJob(store, job, admission)
  if (ended) return { kind: 'ended', seq: job.seq }
  return {
    kind: 'new',
    seq: job.seq,
    names: admission.targets.map((target) => nameFor(store, { ...job, folding: input.folding }, target)),
  }
}

interface JobKey {
  batch: number
  seq: number
}

function insertJob(store: Store, { batch, seq }: JobKey, { source, identity, ended }: Admission): void {
  const sql = 'INSERT INTO jobs(batch, seq, source, identity, size, state, fault) VALUES(?, ?, ?, ?, ?, ?, ?)'
  const state = ended?.state ?? 'waiting'
  store.run(sql, batch, seq, toColumn(source), stateColumn(identity), identity.sizeBytes, state, faultColumn(ended))
}

function rewriteJob(store: Store, { batch, seq }: JobKey, { identity, ended }: Admission): void {
  const sql =
    'UPDATE jobs SET identity = ?, size = ?, state = ?, fault = ?, reused = 0, leader = NULL, members = 0 WHERE batch = ? AND seq = ?'
  store.run(sql, stateColumn(identity), identity.sizeBytes, ended?.state ?? 'waiting', faultColumn(ended), batch, seq)
}

function faultColumn(ended: Admission['ended']): string | null {
  return ended && JSON.stringify(ended.fault)
}

function nameFor(store: Store, { folding, ...job }: JobKey & { folding: Folding }, target: Target): string | null {
  const { folder, stem, extension, companions = [], own } = target
  if (stem !== null && !own) return claimName(store, job, { folder, stem, extension, companions, folding })
  notePlace(store, job.batch, folderNumber(store, folder))
  return stem === null ? null : stem + extension
}

/** The number of the next row. */
export function nextSeq(store: Store, batch: number): number {
  const last = store.known.seqs.get(batch) ?? lastSeq(store, batch)
  store.known.seqs.set(batch, last + 1)
  return last + 1
}

function lastSeq(store: Store, batch: number): number {
  return store.get<{ last: number | null }>('SELECT max(seq) AS last FROM jobs WHERE batch = ?', batch)?.last ?? -1
}
