import type { CommandOutputs } from '../../../contract/command.ts'
import type { BatchRow } from '../../../contract/batch-commands.ts'
import { Fault } from '../../../contract/fault.ts'
import type { BatchRecord, ListedBatch } from '../../journal/batches/batch-record.ts'
import type { BatchSnapshot } from '../../../contract/event.ts'
import type { UndoStanding } from '../../journal/undo/undo-standing.ts'
import type { ReceiptPage } from '../../journal/ledger/receipts.ts'
import { replacesOriginals, titleOfBatch } from '../recorded-request.ts'
import { type Disk, Verifier } from './verifier.ts'

/** The part of the journal that tells of batches: the engine's own, or one opened for reading. */
export interface Records {
  findBatch(id: string): Promise<BatchRecord | null>
  listBatches(input: { limit: number; before: number | null }): Promise<ListedBatch[]>
  reportPage(input: {
    batch: number
    batchId: string
    after: number
    limit: number
  }): Promise<{ lines: string[]; next: number | null }>
  /** Of each batch, in the order asked for. */
  undoStandings(batches: number[]): Promise<UndoStanding[]>
  receipts(input: { batch: number; after: number; limit: number }): Promise<ReceiptPage>
  /** Where disks begin that are missed when they are away. */
  disks(): Promise<string[]>
}

interface DeskOptions extends Disk {
  /** How long the settings want files to lie in the vault; null without a limit. */
  vaultDays: () => number | null
}

const dayMs = 86_400_000

/** Answers about batches from the records alone, whether or not an engine runs. */
export class Desk {
  readonly #records: Records
  readonly #options: DeskOptions
  readonly #verifier: Verifier

  constructor(records: Records, options: DeskOptions) {
    this.#records = records
    this.#options = options
    this.#verifier = new Verifier(records, options)
  }

  /** Fault `batch-unknown`. `last` is the newest. */
  async find(id: string): Promise<BatchRecord> {
    const record = await this.#records.findBatch(id)
    if (!record) throw new Fault('batch-unknown', { subject: id })
    return record
  }

  async list({ limit, before }: { limit: number; before?: string | undefined }): Promise<CommandOutputs['batch.list']> {
    const from = before === undefined ? null : (await this.find(before)).n
    const records = await this.#records.listBatches({ limit, before: from })
    const undo = await this.#records.undoStandings(records.map(({ n }) => n))
    return {
      batches: records.map((record, at) => ({
        id: record.id,
        recipe: record.recipeName,
        out: record.outRoot.toWellFormed(),
        state: record.state,
        startedMs: record.startedMs,
        endedMs: record.endedMs,
        counts: record.counts,
        recency: record.recency,
        undo: this.#undoOf(undo[at]),
        ...knownOf(record),
      })),
    }
  }

  #undoOf({ heldSinceMs, lost }: UndoStanding = { heldSinceMs: null, lost: 0 }): BatchRow['undo'] {
    const days = this.#options.vaultDays()
    return { untilMs: heldSinceMs === null || days === null ? null : heldSinceMs + days * dayMs, lost }
  }

  async report({
    batch,
    after,
    limit,
  }: {
    batch: string
    after: number
    limit: number
  }): Promise<CommandOutputs['batch.report']> {
    const { n, id } = await this.find(batch)
    return this.#records.reportPage({ batch: n, batchId: id, after, limit })
  }

  /** As `Verifier` does. Fault `batch-unknown`. */
  async verify(
    { batch, after }: { batch: string; after: number },
    { signal }: { signal: AbortSignal },
  ): Promise<CommandOutputs['batch.verify']> {
    return this.#verifier.verify(await this.find(batch), { after, signal })
  }

  async snapshot(id: string): Promise<BatchSnapshot> {
    const record = await this.find(id)
    const { id: batchId, recipeName: recipe, outRoot, state, counts, startedMs } = record
    return {
      batchId,
      recipe,
      out: outRoot.toWellFormed(),
      state,
      reason: '',
      held: null,
      counts,
      running: [],
      stages: { read: 0, transform: 0, write: 0 },
      slowest: null,
      startedMs,
      remainingMs: null,
      ...knownOf({ ...record, title: titleOfBatch(record), replaces: replacesOriginals(record) }),
      ...(record.endedMs === null && record.workedMs !== null && { workedMs: record.workedMs }),
    }
  }
}

/** What a person knows a batch by, besides the folder of its results, and how long it rested. */
function knownOf({
  title,
  restedMs,
  watch,
  replaces,
}: Pick<ListedBatch, 'title' | 'restedMs' | 'watch' | 'replaces'>): Pick<
  BatchRow,
  'title' | 'watch' | 'restedMs' | 'replaces'
> {
  return {
    ...(replaces && { replaces }),
    ...(restedMs > 0 && { restedMs }),
    ...(title && { title }),
    ...(watch === null ? {} : { watch }),
  }
}
