import type { Clock } from '../../async/clock.ts'
import { ExpectedFiles } from './expected-files.ts'

/** The folders that files are on their way to. A batch over one of them alone waits for those files. Kept by whoever takes them in. */
export class Arrivals {
  readonly #clock: Clock
  readonly #byFolder = new Map<string, ExpectedFiles>()

  constructor(clock: Clock) {
    this.#clock = clock
  }

  /** Files are on their way to a folder, by its real path. It is forgotten when the batch over it has ended; `onOver` is told then. */
  expect(folder: string, announced: { files: number; bytes: number; onOver: () => void }): ExpectedFiles {
    const expected = new ExpectedFiles({
      ...announced,
      clock: this.#clock,
      onOver: () => {
        if (this.#byFolder.get(folder) === expected) this.forget(folder)
        announced.onOver()
      },
    })
    this.#byFolder.set(folder, expected)
    return expected
  }

  /** What is on its way to the sources of a batch. */
  of(sources: readonly string[]): ExpectedFiles | undefined {
    const [folder = '', ...others] = sources
    return others.length === 0 ? this.#byFolder.get(folder) : undefined
  }

  /** Nothing is waited for in this folder any more: what is there counts. */
  forget(folder: string): void {
    this.#byFolder.delete(folder)
  }
}
