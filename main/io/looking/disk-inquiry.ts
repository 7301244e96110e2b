import type { Clock } from '../../async/clock.ts'
import { leaveThread } from '../../async/stuck-threads.ts'
import { isOwnName } from '../../../contract/own-names.ts'
import { folderOf, isWithin, nameOf } from '../paths.ts'

/** So many calls are left behind where they hang: each keeps one of the four threads by which Node asks disks. */
const leftMost = 2

interface InquiryOptions {
  clock: Pick<Clock, 'after'>
  /** How long a disk has for each answer. */
  limitMs: number
  /** Places of which it is known already that their disks do not answer. */
  silent: readonly string[]
}

/** Asks disks, without waiting for ever: what is on one that does not answer is passed over from then on. */
export class DiskInquiry {
  readonly #options: InquiryOptions
  readonly #silent: string[]
  #left = 0

  constructor(options: InquiryOptions) {
    this.#options = options
    this.#silent = [...options.silent]
  }

  /** Places whose disks have not answered; of those in one another the outer one. */
  get silent(): readonly string[] {
    return this.#silent.filter((place) => !this.#silent.some((outer) => outer !== place && isWithin(outer, place)))
  }

  /** Nobody is asked any more: so many did not answer. */
  get isOver(): boolean {
    return this.#left >= leftMost
  }

  /** What `call` resolves with about a path; null where the disk has not answered in time, or is not asked. Rejects as `call` does. */
  async ask<T>(path: string, call: () => Promise<T>): Promise<T | null> {
    if (this.isOver || this.#silent.some((place) => isWithin(place, path))) return null
    const late = Promise.withResolvers<null>()
    const answer = call()
    const settled = answer.then((value) => ({ value }))
    using _ = this.#options.clock.after(this.#options.limitMs, () => late.resolve(null))
    const found = await Promise.race([settled, late.promise])
    if (found) return found.value
    this.#left += 1
    // A name of our own means nothing to a person, and what lies beside it is on the same disk.
    this.#silent.push(isOwnName(nameOf(path)) ? folderOf(path) : path)
    leaveThread({ unref: () => {} }, settled)
    return null
  }
}
