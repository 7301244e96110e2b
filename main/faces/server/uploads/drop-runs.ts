import type { Client } from '../../../../contract/client.ts'
import type { EarlierRun } from '../../../../contract/batch-commands.ts'
import type { BatchSnapshot } from '../../../../contract/event.ts'
import { Fault } from '../../../../contract/fault.ts'
import type { Clock } from '../../../async/clock.ts'
import { OneByOne } from '../../../async/one-by-one.ts'
import type { Arrivals } from '../../../run/arriving/arrivals.ts'
import type { ExpectedFiles } from '../../../run/arriving/expected-files.ts'
import type { DropFolder } from './drop-folder.ts'
import type { DropRecord, DropRequest } from './drop-record.ts'
import type { Upload } from './upload-record.ts'
import type { UploadStore } from './upload-store.ts'

export interface DropRunsOptions {
  folder: DropFolder
  store: UploadStore
  arrivals: Arrivals
  client: Client
  clock: Clock
  /** How long it is known what was not sent of a drop. */
  keepMs: number
}

export interface BegunDrop {
  /** The one that was asked for, or an earlier one of the same files that goes on. */
  drop: string
  /** Where its files lie. */
  folder: string
  batch: BatchSnapshot
  /** As it was before it was gone on with; absent where the batch was begun now. */
  goesOn?: EarlierRun
}

interface Drop {
  record: DropRecord
  /** Null while nothing is waited for. */
  expected: ExpectedFiles | null
}

/** Drops whose files are run as they come: each has one batch over its folder, which is told of every file that is whole. */
export class DropRuns {
  readonly #options: DropRunsOptions
  readonly #drops = new Map<string, Drop>()
  /** One after the other, so that the same files are not begun twice. */
  readonly #beginnings = new OneByOne()

  private constructor(options: DropRunsOptions) {
    this.#options = options
  }

  /** Batches that an earlier life left rest until a person goes on with them, or sends the same files again. */
  static async open(options: DropRunsOptions): Promise<DropRuns> {
    const runs = new DropRuns(options)
    for (const record of await options.folder.read({ sinceMs: options.clock.nowMs() - options.keepMs })) {
      const drop: Drop = { record, expected: null }
      runs.#drops.set(record.drop, drop)
      if (record.open) await runs.#expect(drop)
    }
    return runs
  }

  /** Begins the batch of a drop, or goes on with that of the same files. Faults: those of `batch.start`. */
  begin(request: DropRequest, options: { signal: AbortSignal }): Promise<BegunDrop> {
    return this.#beginnings.run(() => this.#begin(request, options))
  }

  async #begin(request: DropRequest, { signal }: { signal: AbortSignal }): Promise<BegunDrop> {
    const { store, client, clock } = this.#options
    const known = this.#like(request)
    const record = { ...request, drop: known?.record.drop ?? request.drop, open: true, touchedMs: clock.nowMs() }
    const drop: Drop = known ?? { record, expected: null }
    this.#drops.set(record.drop, drop)
    await this.#keep(drop, record)
    const folder = await store.makeDrop(record)
    const { recipe, out, conflict, title } = record
    const start = { recipe, out, sources: [folder], waitMs: null, title, ...(conflict ? { conflict } : {}) }
    try {
      const expected = await this.#expect(drop)
      expected.hear({ leaving: false })
      const begun = await client.ask('batch.start', start, { signal })
      return { drop: record.drop, folder, ...begun }
    } catch (error) {
      if (!known) this.#options.arrivals.forget(folder)
      if (!known) await this.#forget(drop)
      throw error
    }
  }

  /** One that is whole is handed on, whoever sent it. */
  arrived({ drop, nth, sizeBytes, file }: Upload): void {
    const expected = this.#drops.get(drop)?.expected
    expected?.hear({ leaving: false })
    if (nth !== null && file !== null) expected?.arrive({ nth, path: file, sizeBytes })
  }

  /**
   * The sender is still there, or leaves. `failed`: ranges of the places of files that could not be sent, both ends included, each place in one of
   * them. Fault `usage-wrong` for more places than there are.
   */
  heard(drop: string, { failed, leaving }: { failed: [number, number][]; leaving: boolean }): void {
    const known = this.#drops.get(drop)
    if (!known?.expected) return
    const { files } = known.record
    const places = failed.reduce((sum, [from, to]) => sum + Math.max(0, to - from + 1), 0)
    if (places > files)
      throw new Fault('usage-wrong', { subject: 'failed', why: `It names ${places} places of ${files} files.` })
    known.expected.hear({ leaving })
    known.expected.giveUp(failed.flatMap(([from, to]) => between(from, to)))
  }

  /** The same files, with the same order, of which some have not come. */
  #like({ drop, key, recipe, out, conflict, files }: DropRequest): Drop | undefined {
    const own = this.#drops.get(drop)
    if (own || key === '') return own
    return [...this.#drops.values()].find(
      ({ record }) =>
        record.key === key &&
        record.recipe === recipe &&
        record.out === out &&
        record.conflict === conflict &&
        record.files === files,
    )
  }

  async #expect(drop: Drop): Promise<ExpectedFiles> {
    if (drop.expected) return drop.expected
    const { store, arrivals } = this.#options
    const { files, bytes } = drop.record
    const folder = store.folderOf(drop.record.drop)
    const expected = arrivals.expect(folder, { files, bytes, onOver: () => void this.#over(drop) })
    drop.expected = expected
    for await (const some of store.uploadsOf(drop.record.drop))
      for (const { nth, file, sizeBytes } of some)
        if (nth !== null && file !== null) expected.arrive({ nth, path: file, sizeBytes })
    return expected
  }

  /** What has not come may be sent later, and the same batch goes on; where all has, the same files are another run. */
  async #over(drop: Drop): Promise<void> {
    const isWhole = drop.expected?.isWhole ?? false
    drop.expected = null
    if (!isWhole) await this.#keep(drop, { ...drop.record, open: false })
    else await this.#forget(drop)
  }

  async #forget({ record }: Drop): Promise<void> {
    this.#drops.delete(record.drop)
    await this.#options.folder.remove(record).catch(() => {})
  }

  /** Without it the run goes on all the same; only a restart would not know that files are missing. */
  async #keep(drop: Drop, record: DropRecord): Promise<void> {
    drop.record = record
    await this.#options.folder.write(record).catch(() => {})
  }
}

function between(from: number, to: number): number[] {
  return Array.from({ length: Math.max(0, to - from + 1) }, (_, nth) => from + nth)
}
