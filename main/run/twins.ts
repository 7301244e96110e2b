import { child } from '../io/paths.ts'
import type { BatchContext } from './batch-context.ts'
import { type CommitEntry, outputAt } from './commit-entry.ts'
import { hashOrNull } from './hash-or-null.ts'
import type { FinishedOutput } from './job.ts'
import { TakenName } from './taken-name.ts'

/** Results that are there already, byte for byte, under the name they want: with the conflict mode `skip-identical` they are not made twice. */
export class Twins {
  readonly #batch: BatchContext
  /** Whether the batch leaves twins out; otherwise every answer here is the one that changes nothing. */
  readonly #areLeftOut: boolean

  constructor(batch: BatchContext) {
    this.#batch = batch
    this.#areLeftOut = batch.conflict === 'skip-identical'
  }

  /** A name has a number because another job has the plain one: such results wait for the others, so that they can be held against them. */
  waves(entries: CommitEntry[]): CommitEntry[][] {
    if (!this.#areLeftOut) return [entries]
    const isNumbered = (entry: CommitEntry): boolean => entry.finished.outputs.some(hasNumber)
    return [entries.filter((entry) => !isNumbered(entry)), entries.filter(isNumbered)]
  }

  /** Ends an entry, with `TakenName`, whose numbered result stands already under the plain name. */
  async leaveOut(entry: CommitEntry): Promise<void> {
    if (!this.#areLeftOut) return
    for (const [part, output] of entry.finished.outputs.entries()) {
      const plain = child(output.folder, output.stem + output.extension)
      if (hasNumber(output) && (await this.#isTwin(entry, part, plain))) entry.fault = new TakenName(plain, part)
    }
  }

  /** Whether the file that has taken a result's name is its twin. */
  async has(entry: CommitEntry, part: number, path: string): Promise<boolean> {
    return this.#areLeftOut && this.#isTwin(entry, part, path)
  }

  /** A file that is only renamed has not been read yet. */
  async #isTwin(entry: CommitEntry, part: number, path: string): Promise<boolean> {
    const { io } = this.#batch.parts
    const theirs = await hashOrNull(io, path)
    const { sha256, attempt } = outputAt(entry, part)
    return theirs !== null && theirs === (sha256 || (await hashOrNull(io, attempt)))
  }
}

function hasNumber({ name, stem, extension }: FinishedOutput): boolean {
  return name !== null && name !== stem + extension
}
