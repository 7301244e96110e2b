import type { Journal } from '../journal/journal.ts'
import type { IoLane } from './lanes/io.ts'
import type { RowsDesk } from './rows-desk.ts'

/** For faces that hand out files: where the files of a batch lie on disk. */
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

  /** Source and published results of a row, as the disk has their names. Faults: `batch-unknown`, `usage-wrong`. */
  filesOf(batch: string, seq: number): Promise<{ source: string; outputs: string[] }> {
    return this.#rows.files({ batch, seq })
  }
}
