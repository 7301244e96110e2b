import { join } from 'node:path'
import type { BatchContext } from './batch-context.ts'

/** Intermediates of one job, on a local volume; gone when the job is. */
export class Scratch implements AsyncDisposable {
  readonly #batch: BatchContext
  readonly #made: string[] = []

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

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.#made.length === 0) return
    const { io } = this.#batch.parts
    await io.call('dispose', await io.call('attemptFiles', this.#made))
  }
}
