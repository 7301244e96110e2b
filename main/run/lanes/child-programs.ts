import { workedMsOf } from './process-facts.ts'

/** The programs that a child has started, each in a process group of its own. */
export class ChildPrograms {
  readonly #groups = new Set<number>()
  #isBuried = false

  get areAny(): boolean {
    return this.#groups.size > 0
  }

  /** What the child said of one may be heard only when it is gone itself: that one ends at once. */
  add(group: number): void {
    this.#groups.add(group)
    if (this.#isBuried) endGroup(group)
  }

  end(): void {
    for (const group of this.#groups) endGroup(group)
  }

  /** They have ended; their numbers may be given to others from then on. */
  forget(): void {
    this.#groups.clear()
  }

  /** The child is gone, and they go with it. */
  bury(): void {
    this.#isBuried = true
    this.end()
  }

  /** Processor time of them together, as far as the system tells. */
  workedMs(): number {
    return Array.from(this.#groups, workedMsOf).reduce<number>((sum, ms) => sum + (ms ?? 0), 0)
  }
}

function endGroup(group: number): void {
  try {
    process.kill(-group, 'SIGKILL')
  } catch {
    // It had ended before.
  }
}
