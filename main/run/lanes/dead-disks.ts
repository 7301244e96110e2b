import type { Clock } from '../../async/clock.ts'
import { isOwnName } from '../../../contract/own-names.ts'
import { folderOf, isWithin, nameOf } from '../../io/paths.ts'
import { diskAnswers } from './disk-answers.ts'

/** A disk that is only busy, asleep, or on a server that starts anew, has answered by then. */
const answerMs = 60_000
/** Of one call so many places are asked about, each by a thread of its own. */
const askedMost = 8
/** No path has more folders around it that are worth a look. */
const levelsMost = 64

/** Which disks do not answer, as far as they were asked. One that does after all is dead no more. */
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
    return pathsIn(input).find((path) => this.#around(path) !== undefined)
  }

  #around(path: string): string | undefined {
    return [...this.#dead].find((dead) => isWithin(dead, path) || isWithin(path, dead))
  }

  /** Asks the disks of the paths in what a call was given; answers with the first that says nothing within a minute, at once where that is known. What cannot be asked is not known to be dead. */
  async findIn(input: unknown): Promise<string | undefined> {
    const known = this.knownAmong(input)
    if (known !== undefined) return this.#around(known)
    const paths = farApart(pathsIn(input).map(asNamed))
    const answers = await Promise.all(
      paths.map((path) => {
        const onLate = () => this.#dead.delete(path)
        return this.#answers(path, { clock: this.#clock, timeoutMs: answerMs, onLate }).catch(() => true)
      }),
    )
    const silent = paths.filter((_, at) => !answers[at])
    for (const path of silent) this.#dead.add(path)
    return silent[0]
  }
}

/** Of many paths a few from as many places as there are, so that none of several disks is left out; of each the last, which the call comes to last. */
function farApart(paths: readonly string[]): string[] {
  let places = new Map(paths.map((path) => [path, path]))
  for (let level = 0; places.size > askedMost && level < levelsMost; level += 1)
    places = new Map(Array.from(places, ([place, path]) => [folderOf(place), path]))
  return [...places.values()].slice(0, askedMost)
}

/** A name of our own means nothing to a person, and neither does what lies in a vault: the folder around it does. */
function asNamed(path: string): string {
  let named = path
  for (let at = path; folderOf(at) !== at; at = folderOf(at)) if (isOwnName(nameOf(at))) named = folderOf(at)
  return named
}

/** Every absolute path in what a call was given; what is called `known` is told to it, and is not looked at. */
export function pathsIn(input: unknown): string[] {
  if (typeof input === 'string') return /^(\/.|[a-z]:\\|\\\\)/i.test(input) ? [input] : []
  return typeof input === 'object' && input !== null
    ? Object.entries(input).flatMap(([key, value]) => (key === 'known' ? [] : pathsIn(value)))
    : []
}
