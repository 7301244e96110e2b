import type { Journal } from '../../journal/journal.ts'
import type { RowFiles, resultsPage } from '../../journal/rows/row-detail.ts'
import type { IoLane } from '../lanes/io.ts'
import { noRow, type RowsDesk } from './rows-desk.ts'

type ResultsPage = ReturnType<typeof resultsPage>

/** Rows whose results are looked up at a time. */
const resultsAtOnce = 1_000

/** For faces that hand out files: where the files of a batch lie, as the disk has their names. */
export class FileDesk {
  readonly #rows: RowsDesk
  readonly #io: IoLane
  readonly #journal: Journal

  constructor({ rows, io, journal }: { rows: RowsDesk; io: IoLane; journal: Journal }) {
    this.#rows = rows
    this.#io = io
    this.#journal = journal
  }

  /** Real path of something that may not be there yet; null where it leads nowhere. */
  resolve(path: string): Promise<string | null> {
    return this.#io.call('resolved', path)
  }

  /** Sources of batches that are not over, as they were asked for. */
  sourcesInUse(): Promise<string[]> {
    return this.#journal.call('openSources', null)
  }

  /** Faults: `batch-unknown`, `usage-wrong` when there is no such row. */
  async filesOf(batch: string, seq: number): Promise<RowFiles> {
    const files = await this.#journal.call('rowFiles', { batch: await this.#rows.numberOf(batch), seq })
    if (!files) throw noRow(seq)
    return files
  }

  /** Every published result of the rows wanted, once, in order. Fault `batch-unknown`. */
  async *results(
    batch: string,
    { wants, signal }: { wants: (seq: number) => boolean; signal: AbortSignal },
  ): AsyncGenerator<string> {
    const n = await this.#rows.numberOf(batch)
    const told = new Set<string>()
    let after: number | null = -1
    while (after !== null) {
      signal.throwIfAborted()
      const page: ResultsPage = await this.#journal.call('resultsPage', { batch: n, after, limit: resultsAtOnce })
      for (const { seq, of, part, path } of page.results) {
        const name = `${of}/${part}`
        if (!wants(seq) || told.has(name)) continue
        told.add(name)
        yield path
      }
      after = page.next
    }
  }
}
