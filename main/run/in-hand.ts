/** The jobs of a batch that are being carried, by the number of their row, each with the way to stop it. */
export class InHand {
  readonly #stops = new Map<number, AbortController>()
  /** Stopped by a pause, to be taken again after it. */
  readonly #putBack = new Set<number>()

  /** Aborts when the job is to stop. */
  begin(seq: number): AbortSignal {
    const stop = new AbortController()
    this.#stops.set(seq, stop)
    return stop.signal
  }

  /** True for one that was stopped only to be taken again. */
  end(seq: number): boolean {
    this.#stops.delete(seq)
    return this.#putBack.delete(seq)
  }

  has(seq: number): boolean {
    return this.#stops.has(seq)
  }

  /** For good; false when it is not in hand. */
  stop(seq: number): boolean {
    this.#putBack.delete(seq)
    this.#stops.get(seq)?.abort()
    return this.#stops.has(seq)
  }

  /** For good: all of them, or those that fit. */
  stopAll(fits: (seq: number) => boolean = () => true): void {
    for (const seq of this.#stops.keys()) if (fits(seq)) this.stop(seq)
  }

  /** Those that fit stop now, and are taken again. */
  putBack(fits: (seq: number) => boolean): void {
    for (const [seq, stop] of this.#stops)
      if (fits(seq)) {
        this.#putBack.add(seq)
        stop.abort()
      }
  }
}
