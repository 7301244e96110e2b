import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { callingSystem } from '../errno-fault.ts'

/** A program that lives on may be writing still; what cannot be removed by then is cleared with what attempts have left. */
const removeTries = 2

/**
 * A folder beside a result, for whatever programs write while they make it: log files, indexes, pictures that go with a page. Its name is the next one a
 * worker may use after that of the result, which is taken at once, so that both are found by whoever clears up after this process. Raises `disk-full`,
 * `read-only`, `not-permitted`.
 */
export class ProgramRoom {
  readonly folder: string
  readonly #target: string

  constructor(target: string) {
    this.#target = target
    this.folder = target.replace(/\d+$/, (number) => String(Number(number) + 1))
    callingSystem(target, () => writeFileSync(target, '', { flag: 'wx' }))
    callingSystem(target, () => mkdirSync(this.folder, { mode: 0o700 }))
  }

  /** Where the program of that place in the order writes its result. */
  output(at: number): string {
    return join(this.folder, `output${at + 1}`)
  }

  /** The result takes its name and everything else goes. */
  leave(output: string): void {
    callingSystem(this.#target, () => renameSync(output, this.#target))
    try {
      rmSync(this.folder, { recursive: true, force: true, maxRetries: removeTries })
    } catch {
      // The result is whole all the same.
    }
  }
}
