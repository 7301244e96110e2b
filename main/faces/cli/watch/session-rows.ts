import type { Client } from '../../../../contract/client.ts'
import type { EndedRow } from '../../../../contract/event.ts'
import type { WatchStatus } from '../../../../contract/watch.ts'
import { reportPages } from '../report/report-pages.ts'

/**
 * Which files of the batches of a day belong to this command: those that came while it watched, and those that had come before and ended only now. What
 * earlier watching of the same day has done is in the reports of that.
 */
export class SessionRows {
  readonly #before: WatchStatus['today'][] = []
  readonly #ended = new Map<string, Set<number>>()

  /** What a watch had done today when this command began it. */
  begun(today: WatchStatus['today']): void {
    this.#before.push(today)
  }

  /** Files that ended while it watched, of any batch. */
  ended(batchId: string, rows: readonly Pick<EndedRow, 'seq'>[]): void {
    const seqs = this.#ended.get(batchId) ?? new Set()
    for (const { seq } of rows) seqs.add(seq)
    this.#ended.set(batchId, seqs)
  }

  /** Lines of the report, a page at a time, by batch and in order of the files. */
  async *lines(client: Client, batchIds: readonly string[]): AsyncGenerator<string[], void, undefined> {
    const { signal } = new AbortController()
    for (const batch of batchIds) {
      const first = await this.#firstOf(client, batch)
      const older = [...(this.#ended.get(batch) ?? [])].filter((seq) => seq < first).toSorted((a, b) => a - b)
      for (const seq of older)
        yield (await client.ask('batch.report', { batch, after: seq - 1, limit: 1 }, { signal })).lines
      yield* reportPages(client, batch, { signal, after: first - 1 })
    }
  }

  /** The first file that came while it watched: files of a batch are numbered as they come. */
  async #firstOf(client: Client, batch: string): Promise<number> {
    const { signal } = new AbortController()
    const today = this.#before.find(({ batchIds }) => batchIds.includes(batch))
    if (!today) return 0
    let first = today.counts.total
    // The others of the day are over, as another recipe was put in the place of theirs.
    for (const other of today.batchIds)
      if (other !== batch) first -= (await client.ask('batch.get', { batch: other }, { signal })).batch.counts.total
    return Math.max(0, first)
  }
}
