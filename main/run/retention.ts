import type { Clock } from '../async/clock.ts'
import { OneByOne } from '../async/one-by-one.ts'
import type { Journal } from '../journal/journal.ts'

/** How long a batch lists files that it only found done (decision 168). */
const listedDays = 30
const dayMs = 24 * 60 * 60 * 1_000
/** 50,000 rows: more than most batches add, and not a second longer at the end of one. */
const callsMost = 100

/** Keeps the journal from growing with every run over the same files. Closing waits for what was begun. */
export class Retention implements AsyncDisposable {
  readonly #journal: Pick<Journal, 'call'>
  readonly #clock: Clock
  readonly #passes = new OneByOne()

  constructor({ journal, clock }: { journal: Pick<Journal, 'call'>; clock: Clock }) {
    this.#journal = journal
    this.#clock = clock
  }

  /** Once a batch has ended. Nothing fails for want of it: the next one tries again. */
  async after(ended: Promise<unknown>): Promise<void> {
    await ended
    await this.#passes.run(() => this.#pass()).catch(() => {})
  }

  async #pass(): Promise<void> {
    const beforeMs = this.#clock.nowMs() - listedDays * dayMs
    for (let calls = 0; calls < callsMost; calls++) {
      if (!(await this.#journal.call('thinOut', { beforeMs }))) return
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#passes.idle()
  }
}
