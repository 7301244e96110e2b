import type { CommandOutputs } from '../../../contract/command.ts'
import type { CauseRef, JobRow, RowFilter } from '../../../contract/row-commands.ts'
import { Fault } from '../../../contract/fault.ts'
import type { RunningRow } from '../../../contract/event.ts'
import type { Choice } from '../../journal/rows/chosen-rows.ts'
import type { Journal } from '../../journal/journal.ts'
import type { Engine } from '../engine.ts'
import { CauseGroups } from './cause-groups.ts'

interface WindowRequest {
  batch: string
  filter: RowFilter
  search: string
  cause?: CauseRef | undefined
  offset: number
  limit: number
}

interface Waiter {
  signal: AbortSignal
}

type CausePage = { seqs: number[]; next: number | null }

/** Answers about the rows of batches: from the journal, with what is in hand right now on top. */
export class RowsDesk {
  readonly #journal: Journal
  readonly #engine: Engine
  /** Batches whose rows are on their way into the journal thread's memory. */
  readonly #loading = new Map<number, Promise<void>>()

  constructor({ journal, engine }: { journal: Journal; engine: Engine }) {
    this.#journal = journal
    this.#engine = engine
  }

  async rows({ batch, cause, ...request }: WindowRequest, { signal }: Waiter): Promise<CommandOutputs['batch.rows']> {
    const n = await this.numberOf(batch)
    if (cause) return this.#rowsOfCause(n, { cause, signal }, request)
    const inHand = this.#inHand(batch)
    const running = [...inHand.keys()]
    for (;;) {
      signal.throwIfAborted()
      const found = await this.#journal.call('rowsWindow', { batch: n, ...request, running })
      const loaded = this.#load(n)
      // Whoever looks at a batch will filter it next; if that goes wrong, it shows then.
      loaded.catch(() => {})
      if (found) return { total: found.total, rows: found.rows.map((row) => live(row, inHand)) }
      await loaded
    }
  }

  /** Fault `usage-wrong` when there is no such row. */
  async job({ batch, seq }: { batch: string; seq: number }): Promise<CommandOutputs['batch.job']> {
    const job = await this.#journal.call('rowDetail', { batch: await this.numberOf(batch), seq })
    if (!job) throw noRow(seq)
    return { job: { ...job, ...live(job, this.#inHand(batch)) } }
  }

  async causes({ batch }: { batch: string }, { signal }: Waiter): Promise<CommandOutputs['batch.causes']> {
    const n = await this.numberOf(batch)
    const groups = new CauseGroups()
    let after: number | null = -1
    while (after !== null) {
      signal.throwIfAborted()
      await this.#load(n)
      after = await this.#addCauses(groups, { batch: n, after })
    }
    return { causes: groups.inGeneral() }
  }

  async #rowsOfCause(
    batch: number,
    of: Waiter & { cause: CauseRef },
    { offset, limit }: Pick<WindowRequest, 'offset' | 'limit'>,
  ): Promise<CommandOutputs['batch.rows']> {
    const seqs = await this.#seqsOfCause(batch, of)
    const rows = await this.#journal.call('readRows', { batch, seqs: seqs.slice(offset, offset + limit) })
    return { total: seqs.length, rows }
  }

  /** All that failed for one cause, ascending. Fault `batch-unknown`. */
  async failedFor(batch: string, of: Waiter & { cause: CauseRef }): Promise<number[]> {
    return this.#seqsOfCause(await this.numberOf(batch), of)
  }

  async #seqsOfCause(batch: number, { cause, signal }: Waiter & { cause: CauseRef }): Promise<number[]> {
    const seqs: number[] = []
    for (let after: number | null = -1; after !== null; ) {
      signal.throwIfAborted()
      await this.#load(batch)
      const page: CausePage | null = await this.#journal.call('seqsOfCause', { batch, cause, after })
      for (const seq of page?.seqs ?? []) seqs.push(seq)
      if (page) after = page.next
    }
    return seqs
  }

  /** Answers where to go on, or null at the end. */
  async #addCauses(groups: CauseGroups, from: { batch: number; after: number }): Promise<number | null> {
    const page = await this.#journal.call('causesPage', from)
    if (!page) return from.after
    for (const cause of page.causes) groups.add(cause)
    return page.next
  }

  /** Rows of a person's choice that are in one of the states, ascending; no ranges stand for every row. Fault `batch-unknown`. */
  async chosen(
    batch: string,
    { signal, ...choice }: Waiter & Omit<Choice, 'batch'>,
  ): Promise<{ n: number; seqs: number[] }> {
    const n = await this.numberOf(batch)
    for (;;) {
      signal.throwIfAborted()
      await this.#load(n)
      const seqs = await this.#journal.call('chosenSeqs', { ...choice, batch: n })
      if (seqs) return { n, seqs }
    }
  }

  /** The number the journal files a batch under. Fault `batch-unknown`. */
  async numberOf(batch: string): Promise<number> {
    const run = this.#engine.running(batch)
    const n = run?.batch.record.n ?? (await this.#journal.call('batchNumber', batch))
    if (n === null) throw new Fault('batch-unknown', { subject: batch })
    return n
  }

  #inHand(batch: string): Map<number, RunningRow> {
    const rows = this.#engine.running(batch)?.tally.inHand() ?? []
    return new Map(rows.map((row) => [row.seq, row]))
  }

  #load(n: number): Promise<void> {
    const loading = this.#loading.get(n) ?? this.#loadAll(n).finally(() => this.#loading.delete(n))
    this.#loading.set(n, loading)
    return loading
  }

  /** Piece by piece, so that commits come in between. */
  async #loadAll(n: number): Promise<void> {
    let whole = false
    while (!whole) whole = await this.#journal.call('loadRows', n)
  }
}

/** What the journal calls waiting may be in hand. */
function live(row: JobRow, inHand: Map<number, RunningRow>): JobRow {
  const running = row.state === 'waiting' ? inHand.get(row.seq) : undefined
  return running ? { ...row, state: 'running', stage: running.stage, fraction: running.fraction } : row
}

export function noRow(seq: number): Fault {
  return new Fault('usage-wrong', { subject: `row ${seq}`, why: 'There is no such row in this batch.' })
}
