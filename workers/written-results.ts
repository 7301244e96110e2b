import type { TaskResult } from '../contract/task.ts'

const bunchMost = 64
/** So many bytes are told of at once although they are fewer files. */
const bunchBytes = 16 * 2 ** 20

/** The results of a task as they are written: plain ones can be taken over while others follow, and are told in bunches. */
export class WrittenResults {
  /** Results that have not been told of: the reply to the task has to bring them. */
  rest: TaskResult[] = []
  readonly #onWritten: ((results: TaskResult[]) => void) | undefined
  #bytes = 0
  #allPlain = true

  /** Without anybody to tell all are left to the end. */
  constructor(onWritten: ((results: TaskResult[]) => void) | undefined) {
    this.#onWritten = onWritten
  }

  /**
   * Results keep their order: those told of come before those in the reply. So nothing more is told after the first result that is not plain, since
   * that one has to be checked before it can be taken over.
   */
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
