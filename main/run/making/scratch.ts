import { join } from 'node:path'
import type { BatchContext } from '../batch-context.ts'
import { disposeAttempts } from './dispose-attempts.ts'

/** Intermediates of one job, on a local volume; gone when the job is. */
export class Scratch implements AsyncDisposable {
  readonly #batch: BatchContext
  readonly #made: string[] = []
  readonly #kept = new Set<string>()

  constructor(batch: BatchContext) {
    this.#batch = batch
  }

  /** Absolute path of a new intermediate. */
  path(name: string): string {
    const path = join(this.#batch.parts.scratch, name)
    this.#made.push(path)
    return path
  }

  /** Where intermediates may lie by now. */
  get made(): readonly string[] {
    return this.#made
  }

  /** These stay when the others go. */
  keep(paths: readonly string[]): void {
    for (const path of paths) this.#kept.add(path)
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.#made.length === 0) return
    const { parts } = this.#batch
    // What is made is made; whatever stays goes at the next start.
    const made = await parts.io.call('attemptFiles', this.#made).catch(() => [])
    await disposeAttempts(
      parts,
      made.filter((path) => !this.#kept.has(path)),
    )
  }
}
