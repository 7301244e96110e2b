import { nameKey } from '../../contract/names.ts'
import { waitFor } from '../async/wait-for.ts'
import { child } from '../io/paths.ts'
import { describeTarget } from '../plan/naming.ts'
import type { BatchContext } from './batch-context.ts'
import type { Job } from './job.ts'
import { targetRequest, resultsOf } from './targets.ts'

/** So many results wait for those before them; with more, whoever has some is not held up. */
const waitingMost = 20_000

/** A job's place in the line. Whoever has it disposes of it when the job has ended. */
export interface NamingPlace extends Disposable {
  /** Whether it may have to wait for others before it. */
  readonly isInLine: boolean
  /** Whether another may be named only after it. */
  readonly isAwaited: boolean
  /** Resolves when nobody before it may take one of its names; `results`: how many wait to be named. */
  turn(waiting: { results: number; signal: AbortSignal }): Promise<void>
}

/** One in line. */
interface Standing {
  job: Job
  /** What its results may be called, as far as that is open; none where their names are known already. */
  keys: readonly string[]
}

/** Of whoever has its names already: it waits for nobody, and nobody for it. */
const nowhere: NamingPlace = { isInLine: false, isAwaited: false, turn: async () => {}, [Symbol.dispose]: () => {} }

/**
 * Names that only a result tells are given in the order of the files, and not in that in which they happen to be done: of two that may be called the
 * same, the first in the tree gets the plain name and the second its number, every time. For the jobs of one batch, in the order they are launched.
 */
export class NamingOrder {
  readonly #batch: BatchContext
  /** Whether a job has begun. */
  readonly #hasBegun: (job: Job) => boolean
  /** By what results may be called: whose they are, first come first. */
  readonly #lines = new Map<string, readonly Standing[]>()
  #waiting = 0
  #isPaused = false
  #change = Promise.withResolvers<void>()

  constructor(batch: BatchContext, { hasBegun }: { hasBegun: (job: Job) => boolean }) {
    this.#batch = batch
    this.#hasBegun = hasBegun
  }

  /** A job that is launched comes behind those that were before. */
  stand(job: Job): NamingPlace {
    const standing = { job, keys: this.#keysOf(job) }
    if (standing.keys.length === 0) return nowhere
    for (const key of standing.keys) this.#lines.set(key, [...this.#lineOf(key), standing])
    const isLast = (key: string): boolean => this.#lineOf(key).at(-1) === standing
    return {
      isInLine: true,
      get isAwaited() {
        return !standing.keys.every(isLast)
      },
      turn: (waiting) => this.#turn(standing, waiting),
      [Symbol.dispose]: () => this.#leave(standing),
    }
  }

  /** Nobody waits for those that will not begin before `resume`. */
  pause(): void {
    this.#isPaused = true
    this.#tell()
  }

  resume(): void {
    this.#isPaused = false
  }

  async #turn(standing: Standing, { results, signal }: { results: number; signal: AbortSignal }): Promise<void> {
    this.#waiting += results
    try {
      while (this.#waiting <= waitingMost && standing.keys.some((key) => this.#isBehind(standing, key)))
        await waitFor(this.#change.promise, { signal })
    } finally {
      this.#waiting -= results
    }
  }

  #isBehind(standing: Standing, key: string): boolean {
    const line = this.#lineOf(key)
    if (!this.#isPaused) return line[0] !== standing
    return line.slice(0, line.indexOf(standing)).some(({ job }) => this.#hasBegun(job))
  }

  #leave(standing: Standing): void {
    for (const key of standing.keys) {
      const left = this.#lineOf(key).filter((other) => other !== standing)
      if (left.length > 0) this.#lines.set(key, left)
      else this.#lines.delete(key)
    }
    this.#tell()
  }

  #lineOf(key: string): readonly Standing[] {
    return this.#lines.get(key) ?? []
  }

  #tell(): void {
    this.#change.resolve()
    this.#change = Promise.withResolvers()
  }

  #keysOf({ targets, facts }: Job): string[] {
    const branches = targets.slice(0, this.#batch.course.branches.length)
    const keys = branches.flatMap(({ folder, stem }, branch) => {
      if (stem !== null) return []
      const { splits: parts } = resultsOf(facts, this.#batch, branch)
      const { name } = describeTarget(targetRequest(this.#batch, { branch, facts, extension: '' }), { parts })
      return nameKey(child(folder, name), this.#batch.traits)
    })
    return keys.length < 2 ? keys : [...new Set(keys)]
  }
}
