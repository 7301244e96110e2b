import type { OnProgress } from './meter.ts'

/** Nobody sees more than ten changes a second, and a message costs both sides more time than many a small file takes. */
const leastMs = 100

/**
 * Progress, passed on sparingly. The first step is told at once. A change of step waits for the next turn of the event loop, and only the newest is
 * told then, since most steps only note down what is to be done and are over at once. Within a step at most ten reports a second are told, and the end once.
 * Its owner calls `flush` before it sends its answer, so that nothing is told afterwards.
 */
export class SparingProgress {
  readonly #onProgress: OnProgress
  readonly #nowMs: () => number
  #lastStep = ''
  #lastMs = Number.NEGATIVE_INFINITY
  #lastFraction = 0
  #held: { fraction: number; turn: NodeJS.Immediate } | null = null

  constructor(onProgress: OnProgress, nowMs: () => number = () => performance.now()) {
    this.#onProgress = onProgress
    this.#nowMs = nowMs
  }

  readonly tell: OnProgress = (step, fraction) => {
    const isFirst = this.#lastStep === ''
    const isOther = step !== this.#lastStep
    this.#lastStep = step
    if (isOther && !isFirst) this.#hold(fraction)
    else if (this.#held) this.#held.fraction = fraction
    else if (isFirst || this.#isEnd(fraction) || this.#nowMs() - this.#lastMs >= leastMs) this.#pass(fraction)
  }

  /** Tells at once what still waits for the next turn. */
  flush(): void {
    if (!this.#held) return
    clearImmediate(this.#held.turn)
    this.#pass(this.#held.fraction)
  }

  /** Told once: what is checked afterwards is at its end all the time. */
  #isEnd(fraction: number): boolean {
    return fraction >= 1 && this.#lastFraction < 1
  }

  #hold(fraction: number): void {
    const turn = this.#held?.turn ?? setImmediate(() => this.flush())
    this.#held = { fraction, turn }
  }

  #pass(fraction: number): void {
    this.#held = null
    this.#lastMs = this.#nowMs()
    this.#lastFraction = fraction
    this.#onProgress(this.#lastStep, fraction)
  }
}
