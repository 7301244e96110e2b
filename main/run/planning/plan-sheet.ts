import { extname } from 'node:path'
import type { BatchPlan, PlannedFile } from '../../../contract/batch-commands.ts'

const kindsMost = 100

/** What a plan says of its files: the first ones one by one, all of them counted. */
export class PlanSheet {
  readonly counts: BatchPlan['counts'] = { run: 0, reuse: 0, skip: 0, fault: 0, collisions: 0 }
  readonly #kinds = new Map<string, number>()
  readonly #files: PlannedFile[] = []
  readonly #limit: number
  /** Of the files that would be read. */
  totalBytes = 0

  /** `limit`: files told one by one. */
  constructor(limit: number) {
    this.#limit = limit
  }

  tell(file: PlannedFile, sizeBytes: number): void {
    this.counts[file.state]++
    if (file.state === 'run') {
      this.totalBytes += sizeBytes
      this.#countKind(file)
    }
    if (this.#files.length < this.#limit) this.#files.push(file)
  }

  told(): Pick<BatchPlan, 'counts' | 'kinds' | 'files' | 'totalBytes'> {
    const { counts, totalBytes } = this
    return { counts, totalBytes, kinds: Object.fromEntries(this.#kinds), files: this.#files }
  }

  #countKind({ path }: PlannedFile): void {
    const kinds = this.#kinds
    const kind = extname(path).slice(1).toLowerCase()
    if (kind !== '' && (kinds.has(kind) || kinds.size < kindsMost)) kinds.set(kind, (kinds.get(kind) ?? 0) + 1)
  }
}
