import type { TaskResult } from '../contract/task.ts'

const bunchMost = 64
/** Large files are worth taking over one by one. */
const bunchBytes = 16 * 2 ** 20

/** The results of a task as they are written: plain ones can be taken over while others follow, and are told in bunches. */
export class WrittenResults {
  /** Those that were not told. */
  rest: TaskResult[] = []
  readonly #onWritten: ((results: TaskResult[]) => void) | undefined
  #bytes = 0
  #allPlain = true

  /** Without anybody to tell all are left to the end. */
  constructor(onWritten: ((results: TaskResult[]) => void) | undefined) {
    this.#onWritten = onWritten
  }

  /** What is told comes before what is not: with the first that is not plain the telling ends. */
  add(result: TaskResult): void {
    this.rest.push(result)
    this.#bytes += result.sizeBytes
    this.#allPlain &&= result.plain === true
    const isBunch = this.rest.length >= bunchMost || this.#bytes >= bunchBytes
    if (!this.#onWritten || !this.#allPlain || !isBunch) return
    this.#onWritten(this.rest)
    this.rest = []
    this.#bytes = 0
  }
}
