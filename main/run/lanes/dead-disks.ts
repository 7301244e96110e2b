import type { Clock } from '../../async/clock.ts'
import { isWithin } from '../../io/paths.ts'
import { diskAnswers } from './disk-answers.ts'

/** A disk that is only busy, asleep, or on a server that starts anew, has answered by then. */
const answerMs = 60_000
/** Of one call so many places are asked about; the files of a call lie in few. */
const askedMost = 8

/** Which disks do not answer, as far as they were asked. */
export class DeadDisks {
  readonly #clock: Clock
  readonly #answers: typeof diskAnswers
  readonly #dead = new Set<string>()

  constructor(clock: Clock, answers: typeof diskAnswers = diskAnswers) {
    this.#clock = clock
    this.#answers = answers
  }

  /** The first path that is known to be on a dead disk, or above one. */
  knownAmong(input: unknown): string | undefined {
    if (this.#dead.size === 0) return undefined
    return pathsIn(input).find((path) => [...this.#dead].some((dead) => isWithin(dead, path) || isWithin(path, dead)))
  }

  /** Asks the disks of all paths in what a call was given; answers with the first that says nothing within a minute. */
  async findIn(input: unknown): Promise<string | undefined> {
    const paths = [...new Set(pathsIn(input))].slice(0, askedMost)
    const limits = { clock: this.#clock, timeoutMs: answerMs }
    const answers = await Promise.all(paths.map((path) => this.#answers(path, limits)))
    const silent = paths.filter((_, at) => !answers[at])
    for (const path of silent) this.#dead.add(path)
    return silent[0]
  }
}

/** Every absolute path in what a call was given. */
function pathsIn(input: unknown): string[] {
  if (typeof input === 'string') return /^(\/.|[a-z]:\\|\\\\)/i.test(input) ? [input] : []
  return typeof input === 'object' && input !== null ? Object.values(input).flatMap(pathsIn) : []
}
