import { isSame } from '../../intake/watch/sighting.ts'
import type { Sighting } from '../../io/looking/survey.ts'

/** Files handed over by the thread of a watch that are in no batch yet: the journal does not know them, and they are not new either. */
export class HandedOver {
  readonly #newest = new Map<string, Sighting>()
  #files = 0

  get size(): number {
    return this.#files
  }

  add(files: readonly Sighting[]): void {
    this.#files += files.length
    for (const file of files) this.#newest.set(file.path, file)
  }

  /** They are in a batch. */
  delete(files: readonly Sighting[]): void {
    this.#files -= files.length
    for (const file of files) if (this.#newest.get(file.path) === file) this.#newest.delete(file.path)
  }

  /** In this very state. */
  has({ path, identity }: Sighting): boolean {
    const handed = this.#newest.get(path)
    return handed !== undefined && isSame(handed.identity, identity)
  }
}
