import { extname } from 'node:path'
import type { BatchPlan, PlannedFile } from '../../../contract/batch-commands.ts'

const kindsMost = 100

interface Told {
  nth: number
  file: PlannedFile
}

/** What a plan says of its files: the first ones one by one, all of them counted. Where there is not room for each, those that would not run as asked are told before the others. */
export class PlanSheet {
  readonly counts: BatchPlan['counts'] = { run: 0, reuse: 0, skip: 0, fault: 0, collisions: 0 }
  readonly #kinds = new Map<string, number>()
  readonly #plain: Told[] = []
  readonly #noted: Told[] = []
  #nth = 0
  /** Files for which something lies on the disk already. */
  #taken = 0
  readonly #limit: number
  /** Of the files that would be read. */
  totalBytes = 0

  /** `limit`: files told one by one. */
  constructor(limit: number) {
    this.#limit = limit
  }

  tell(file: PlannedFile, sizeBytes: number): void {
    this.counts[file.state]++
    if (file.taken) this.#taken++
    if (file.state === 'run') {
      this.totalBytes += sizeBytes
      this.#countKind(file)
    }
    const list = file.state === 'run' && !file.taken ? this.#plain : this.#noted
    if (list.length < this.#limit) list.push({ nth: this.#nth, file })
    this.#nth++
  }

  told(): Pick<BatchPlan, 'counts' | 'kinds' | 'files' | 'totalBytes'> {
    const { totalBytes } = this
    const among = this.counts.collisions - this.#taken
    const counts = { ...this.counts, ...(among > 0 && { among }) }
    return { counts, totalBytes, kinds: Object.fromEntries(this.#kinds), files: this.#files() }
  }

  /** In the order they were met. Half of the room is kept for what would run, as an example of it. */
  #files(): PlannedFile[] {
    const room = Math.max(Math.ceil(this.#limit / 2), this.#limit - this.#plain.length)
    const noted = this.#noted.slice(0, room)
    const plain = this.#plain.slice(0, this.#limit - noted.length)
    return [...plain, ...noted].toSorted((a, b) => a.nth - b.nth).map(({ file }) => file)
  }

  #countKind({ path }: PlannedFile): void {
    const kinds = this.#kinds
    const kind = extname(path).slice(1).toLowerCase()
    if (kind !== '' && (kinds.has(kind) || kinds.size < kindsMost)) kinds.set(kind, (kinds.get(kind) ?? 0) + 1)
  }
}
