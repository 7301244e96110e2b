import type { BatchSnapshot } from '../../../contract/event.ts'
import type { Clock } from '../../async/clock.ts'
import type { Announcer } from './announcer.ts'
import type { Tally } from './tally.ts'

/** Whoever shows a snapshot only every so often has the last one all the same when it is told again. */
const againAfterMs = 1_000

/**
 * Tells snapshots that are worth telling. While files are in hand each is; else one that says something new, and then the same again ever more rarely:
 * a batch that rests may do so for days.
 */
export class News {
  readonly #clock: Clock
  readonly #announcer: Announcer
  readonly #tally: Tally
  #text = ''
  #waitMs = againAfterMs
  #againAtMs = 0

  constructor(clock: Clock, { announcer, tally }: { announcer: Announcer; tally: Tally }) {
    this.#clock = clock
    this.#announcer = announcer
    this.#tally = tally
  }

  /** The batch as it is now; to be called regularly. The tally is told as well whether it rests. */
  tell(batch: BatchSnapshot): void {
    if (batch.state === 'paused' || batch.state === 'needs-you') this.#tally.rest()
    else this.#tally.work()
    if (this.#isNew(batch)) this.#announcer.tell({ type: 'batch', batch })
  }

  #isNew(batch: BatchSnapshot): boolean {
    const nowMs = this.#clock.monotonicMs()
    const text = batch.counts.running > 0 ? '' : textOf(batch)
    if (text !== '' && text === this.#text && nowMs < this.#againAtMs) return false
    this.#waitMs = text === this.#text ? this.#waitMs * 2 : againAfterMs
    this.#againAtMs = nowMs + this.#waitMs
    this.#text = text
    return true
  }
}

/** That time goes by is nothing new. */
function textOf(batch: BatchSnapshot): string {
  return JSON.stringify({ ...batch, restedMs: undefined, remainingMs: undefined })
}
