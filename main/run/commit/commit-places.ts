import { Fault } from '../../../contract/fault.ts'
import { folderOf } from '../../io/paths.ts'
import type { BatchContext } from '../batch-context.ts'
import type { Job } from '../job.ts'
import type { CommitEntry } from './commit-entry.ts'

/** Whether the folders that results go to lie where the batch may write: below its output folder, or where originals are replaced, beside each. */
export class CommitPlaces {
  readonly #batch: BatchContext

  constructor(batch: BatchContext) {
    this.#batch = batch
  }

  /** Thousands of files go into a few folders, so it is known of nearly all; the others are to be looked at. */
  areKnown({ finished: { job, outputs } }: CommitEntry): boolean {
    const top = this.#topOf(job)
    const isKnown = ({ folder }: { folder: string }): boolean => this.#batch.places.isOpen(folder, top)
    return outputs.every(isKnown) && job.targets.every(isKnown)
  }

  /**
   * Where a folder leads is known only now where its name is: of files out of an archive, and of what a template makes of them. What is wrong with it becomes
   * the fault of the entry.
   */
  async look(entry: CommitEntry): Promise<void> {
    const { places } = this.#batch
    const { job, outputs } = entry.finished
    const top = this.#topOf(job)
    let last: string | undefined
    try {
      for (const { folder } of [...outputs, ...job.targets]) {
        // Thousands of files out of an archive go into a few folders.
        if (folder !== last) await places.require(folder, top)
        last = folder
      }
    } catch (error) {
      entry.fault = Fault.from(error, job.source)
    }
  }

  #topOf({ source }: Job): string {
    const { recipe, record } = this.#batch
    return recipe.originals.act === 'replace' ? folderOf(source) : record.outRoot
  }
}
