import type { BatchContext } from '../batch-context.ts'

const newsMs = 20

/** How long a batch was worked on, noted for the case that the engine does not come to end it. */
export class WorkedTime {
  readonly #batch: BatchContext
  #notedMs = 0

  constructor(batch: BatchContext) {
    this.#batch = batch
  }

  /** Never rejects: nothing fails for want of it. */
  async note(restedMs: number): Promise<void> {
    const { journal, clock } = this.#batch.parts
    const { n, startedMs } = this.#batch.record
    const workedMs = Math.max(0, clock.nowMs() - startedMs - restedMs)
    // While it rests there is nothing new.
    if (workedMs - this.#notedMs < newsMs) return
    this.#notedMs = workedMs
    await journal.call('noteWorked', { n, workedMs }).catch(() => {})
  }
}
