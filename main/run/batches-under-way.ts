import type { BatchRun } from './batch-run.ts'

/** The batches that are being worked on, in the order they were begun. Each leaves by itself once it has come to its end. */
export class BatchesUnderWay {
  readonly #runs = new Map<string, BatchRun>()

  add(run: BatchRun): void {
    this.#runs.set(run.id, run)
    void run.finished.then(() => this.#runs.delete(run.id))
  }

  get all(): BatchRun[] {
    return [...this.#runs.values()]
  }

  /** By its id; `last` is the one that was begun last. */
  find(id: string): BatchRun | undefined {
    return id === 'last' ? this.all.at(-1) : this.#runs.get(id)
  }

  /** The same recipe, sources and folder have the same key. */
  ofKey(key: string): BatchRun | undefined {
    return this.all.find((run) => run.batch.record.key === key)
  }

  /** Resolves when nothing is under way, also nothing that was begun meanwhile. */
  async idle(): Promise<void> {
    while (this.#runs.size > 0) await Promise.all(this.all.map((run) => run.finished))
  }
}
