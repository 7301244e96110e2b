import type { TaskResult } from '../../../contract/task.ts'
import { type ResultGroup, resultGroups } from './result-groups.ts'

/**
 * The results of a job in groups, in their order: some are told while a worker still makes the others, the rest when all are there.
 * What waits to be taken is bounded by what the worker may make; its answer would hold the same.
 */
export class ComingResults {
  #groups: ResultGroup[] = []
  #told = 0
  #ended = false
  #change = Promise.withResolvers<void>()

  /** The next of them, ahead of the others. */
  tell(results: TaskResult[]): void {
    this.#told += results.length
    this.#add(results.map((result) => [result.branch, result]))
  }

  /** All of them, those told before too. */
  end(all: [number, TaskResult | null][]): void {
    this.#ended = true
    this.#add(all.slice(this.#told))
  }

  /** There will be no more, and those that wait are not wanted. */
  abandon(): void {
    this.#ended = true
    this.#groups = []
    this.#change.resolve()
  }

  /** For one taker. */
  async *[Symbol.asyncIterator](): AsyncGenerator<ResultGroup, void, undefined> {
    for (;;) {
      for (let next = this.#groups.shift(); next; next = this.#groups.shift()) yield next
      if (this.#ended) return
      await this.#change.promise
      this.#change = Promise.withResolvers()
    }
  }

  #add(results: [number, TaskResult | null][]): void {
    for (const group of resultGroups(results)) this.#groups.push(group)
    this.#change.resolve()
  }
}
