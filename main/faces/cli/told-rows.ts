import type { EndedRow, EngineEvent } from '../../../contract/event.ts'

type State = EndedRow['state']
const codes: Record<State, number> = { done: 1, skipped: 2, failed: 3, cancelled: 4 }

/**
 * How the files of a batch were told to have ended, a byte each. The next owner of an engine meets all of them again and says so; whoever was told
 * before is told only of what ended otherwise.
 */
export class ToldRows {
  #codes = new Uint8Array(1024)
  #isAnew = false

  /** From here on another engine tells. */
  anew(): void {
    this.#isAnew = true
  }

  /** What of it is news; undefined where nothing is. */
  newsOf(event: EngineEvent): EngineEvent | undefined {
    if (event.type !== 'ended') return event
    const rows = event.rows.filter((row) => this.#take(row) || !this.#isAnew)
    return rows.length === 0 ? undefined : { ...event, rows }
  }

  /** Whether it is told for the first time to have ended like this. */
  #take({ seq, state }: EndedRow): boolean {
    if (seq >= this.#codes.length) this.#grow(seq)
    const isNews = this.#codes[seq] !== codes[state]
    this.#codes[seq] = codes[state]
    return isNews
  }

  #grow(seq: number): void {
    const larger = new Uint8Array(2 * (seq + 1))
    larger.set(this.#codes)
    this.#codes = larger
  }
}
