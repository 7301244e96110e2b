import type { FileIdentity } from '../../../contract/job.ts'
import { type Column, fromColumn, identityFrom } from '../columns.ts'
import { hasResults } from '../results/older-results.ts'
import { joined } from '../place.ts'
import type { Store } from '../store.ts'
import { isJobFree } from '../undo/undo-notes.ts'

/** A result as it was when it was published. */
export interface Receipt {
  /** The file it was made of. */
  source: string
  path: string
  identity: FileIdentity
  bytes: number
  /** Empty where its bytes were never read: the file itself was moved. */
  sha256: string
}

/** `next`: where the page after it begins; null at the end. */
export interface ReceiptPage {
  receipts: Receipt[]
  next: number | null
}

/**
 * Receipts of results in the order of their jobs, for holding them against the disk: as many as `limit`, after where `next` of the page before says, or
 * from the first one on where `after` is -1. Those of a group are with the file that leads it, so that each is counted, and read, once.
 * What is about to be taken back is not among them.
 */
export function receipts(
  store: Store,
  { batch, after, limit }: { batch: number; after: number; limit: number },
): ReceiptPage {
  const { seq, part } = placeOf(after)
  const found = store.all<ResultRow>(
    `SELECT j.seq, j.source, o.part, f.path AS folder, o.name, o.identity, o.bytes, o.sha FROM jobs j
     CROSS JOIN outputs o ON o.batch = j.batch AND o.seq = j.seq CROSS JOIN folders f ON f.n = o.folder
     WHERE j.batch = ?1 AND j.seq >= ?2 AND (j.seq > ?2 OR o.part > ?3) AND ${hasResults} AND o.published = 1 AND ${isJobFree}
     ORDER BY j.seq, o.part LIMIT ?4`,
    batch,
    seq,
    part,
    limit + 1,
  )
  const rows = found.slice(0, limit)
  const last = rows.at(-1)
  return { receipts: rows.map(receiptOf), next: found.length > limit && last ? afterOf(last) : null }
}

/** A job may have more results than a page: where one ends is told by both numbers in one. No job has as many results as this, nor a batch too many jobs for it. */
const partsMost = 2 ** 24

function afterOf({ seq, part }: Pick<ResultRow, 'seq' | 'part'>): number {
  return seq * partsMost + part
}

function placeOf(after: number): { seq: number; part: number } {
  return after < 0 ? { seq: 0, part: -1 } : { seq: Math.floor(after / partsMost), part: after % partsMost }
}

interface ResultRow {
  seq: number
  source: Column
  part: number
  folder: Column
  name: Column
  identity: string
  bytes: number
  sha: string
}

function receiptOf({ source, folder, name, identity, bytes, sha }: ResultRow): Receipt {
  const path = joined(fromColumn(folder), fromColumn(name))
  return { source: fromColumn(source), path, identity: identityFrom(identity), bytes, sha256: sha }
}
