import type { FileIdentity } from '../../contract/job.ts'
import { type Column, fromColumn, identityFrom } from './columns.ts'
import { hasResults } from './older-results.ts'
import { joined } from './place.ts'
import type { Store } from './store.ts'
import { withinPage } from './within-page.ts'

/** A result as it was when it was published. */
export interface Receipt {
  path: string
  identity: FileIdentity
  bytes: number
  /** Empty where its bytes were never read: the file itself was moved. */
  sha256: string
}

export interface ReceiptRow {
  seq: number
  source: string
  outputs: Receipt[]
}

/** `next`: where the page after it begins; null at the end. */
export interface ReceiptPage {
  rows: ReceiptRow[]
  next: number | null
}

/**
 * Receipts of jobs with results after `after`, in order, for holding them against the disk. Those of a group are with the file that leads it, so that each is counted, and read, once.
 * Fewer jobs than `limit` where they have many results, but one at least.
 */
export function receipts(
  store: Store,
  { batch, after, limit }: { batch: number; after: number; limit: number },
): ReceiptPage {
  const found = store.all<JobRow>(
    `SELECT j.seq, j.source, (SELECT count(*) FROM outputs o WHERE o.batch = j.batch AND o.seq = j.seq) AS outputs FROM jobs j WHERE j.batch = ? AND j.seq > ? AND ${hasResults} ORDER BY j.seq LIMIT ?`,
    batch,
    after,
    limit,
  )
  const jobs = withinPage(found, ({ outputs }) => outputs)
  const last = jobs.at(-1)?.seq ?? after
  const outputs = Map.groupBy(outputsBetween(store, { batch, after, last }), ({ seq }) => seq)
  const rows = jobs.map(({ seq, source }) => ({
    seq,
    source: fromColumn(source),
    outputs: (outputs.get(seq) ?? []).map(receiptOf),
  }))
  return { rows, next: jobs.length < found.length || found.length === limit ? last : null }
}

interface JobRow {
  seq: number
  source: Column
  outputs: number
}

interface OutputRow {
  seq: number
  folder: Column
  name: Column
  identity: string
  bytes: number
  sha: string
}

function outputsBetween(
  store: Store,
  { batch, after, last }: { batch: number; after: number; last: number },
): OutputRow[] {
  return store.all<OutputRow>(
    `SELECT j.seq, f.path AS folder, o.name, o.identity, o.bytes, o.sha FROM jobs j
     CROSS JOIN outputs o ON o.batch = j.batch AND o.seq = j.seq CROSS JOIN folders f ON f.n = o.folder
     WHERE j.batch = ? AND j.seq > ? AND j.seq <= ? AND ${hasResults} AND o.published = 1 ORDER BY j.seq, o.part`,
    batch,
    after,
    last,
  )
}

function receiptOf({ folder, name, identity, bytes, sha }: OutputRow): Receipt {
  return { path: joined(fromColumn(folder), fromColumn(name)), identity: identityFrom(identity), bytes, sha256: sha }
}
