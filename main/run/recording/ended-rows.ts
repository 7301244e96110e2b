import type { EndedRow } from '../../../contract/event.ts'
import type { BatchContext } from '../batch-context.ts'
import type { Announcer } from './announcer.ts'

/** Ended rows are told in bunches, so that a face is not woken for each. */
const tellMost = 256

/** Rows of a batch that have ended and are yet to be told: at once when there are many of them, else when `tell` is called. */
export class EndedRows {
  readonly #batch: BatchContext
  readonly #announcer: Announcer
  #rows: EndedRow[] = []

  constructor(batch: BatchContext, announcer: Announcer) {
    this.#batch = batch
    this.#announcer = announcer
  }

  add(row: EndedRow): void {
    this.#rows.push(row)
    if (this.#rows.length >= tellMost) this.tell()
  }

  /** Passes on what has ended since the last time. */
  tell(): void {
    if (this.#rows.length > 0) this.#announcer.tell({ type: 'ended', batchId: this.#batch.record.id, rows: this.#rows })
    this.#rows = []
  }

  /** Tells of rows that ended without a job. They are noted, and counted there: where they cannot be read again the batch is over all the same. */
  async tellClosed(closed: readonly number[]): Promise<void> {
    const { parts, record } = this.#batch
    const seqs = [...new Set(closed)]
    for (let at = 0; at < seqs.length; at += tellMost) {
      const asked = { batch: record.n, seqs: seqs.slice(at, at + tellMost) }
      const rows = await parts.journal.call('closedRows', asked).catch(() => [])
      this.#rows.push(...rows)
      this.tell()
    }
  }
}
