import { Fault } from '../../contract/fault.ts'
import type { BatchRecord } from '../journal/batches/batch-record.ts'
import type { EngineParts } from './batch-context.ts'
import type { Openings, Waits } from './openings.ts'

/** Turns at opening a batch, for those who know it by its record. */
export class BatchTurns {
  readonly #journal: EngineParts['journal']
  readonly #openings: Openings

  constructor(journal: EngineParts['journal'], openings: Openings) {
    this.#journal = journal
    this.#openings = openings
  }

  /** In turn, with the record as it is then: it may have been sent to another folder meanwhile, and be the batch of that. */
  async inTurn<T>({ id, key }: BatchRecord, waits: Waits, fn: (record: BatchRecord) => T | Promise<T>): Promise<T> {
    const ifStillOfKey = async () => {
      const record = await this.find(id)
      return record.key === key ? { value: await fn(record) } : record
    }
    const found = await this.#openings.inTurn(key, ifStillOfKey, waits)
    return 'value' in found ? found.value : this.inTurn(found, waits, fn)
  }

  /** Fault `batch-unknown`. */
  async find(id: string): Promise<BatchRecord> {
    const record = await this.#journal.call('findBatch', id)
    if (!record) throw new Fault('batch-unknown', { subject: id })
    return record
  }
}
