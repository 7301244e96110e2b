import type { IoLane } from './lanes/io.ts'
import type { RowsDesk } from './rows-desk.ts'

export interface RowFile {
  path: string
  /** Of the bytes, where the journal knows it: names this state of the file for good. */
  sha256: string
}

/** For faces that hand out files: where the files of a batch lie on disk. */
export class FileDesk {
  readonly #rows: RowsDesk
  readonly #io: IoLane

  constructor({ rows, io }: { rows: RowsDesk; io: IoLane }) {
    this.#rows = rows
    this.#io = io
  }

  /** Real path of something that may not be there yet; null where it leads nowhere. */
  resolve(path: string): Promise<string | null> {
    return this.#io.call('resolved', path)
  }

  /** Source and published results of a row, as the disk has their names. Faults: `batch-unknown`, `usage-wrong`. */
  filesOf(batch: string, seq: number): Promise<{ source: string; outputs: string[] }> {
    return this.#rows.files({ batch, seq })
  }
}
