import type { OnProgress } from './meter.ts'

/** Nobody sees more than ten changes a second, and a message costs both sides more time than many a small file takes. */
const leastMs = 100

/**
 * Progress, passed on sparingly. A change of step waits for the next turn of the event loop, and only the newest is told then, since most steps only
 * note down what is to be done and are over at once. Within a step at most ten reports a second are told.
 * Its owner disposes of it before it sends its answer, so that nothing is told afterwards: an answer says that the last step has ended. Ahead of a
 * fault it calls `flush`, which tells at once what still waits, so that the step that failed is known.
 */
export class SparingProgress {
  readonly #onProgress: OnProgress
  readonly #nowMs: () => number
  #lastStep = ''
  #lastMs = Number.NEGATIVE_INFINITY
  #held: { fraction: number; turn: NodeJS.Immediate } | null = null

  constructor(onProgress: OnProgress, nowMs: () => number = () => performance.now()) {
    this.#onProgress = onProgress
    this.#nowMs = nowMs
  }

  readonly tell: OnProgress = (step, fraction) => {
    const isOther = step !== this.#lastStep
    this.#lastStep = step
    if (isOther) this.#hold(fraction)
    else if (this.#held) this.#held.fraction = fraction
    else if (this.#nowMs() - this.#lastMs >= leastMs) this.#pass(fraction)
  }

  flush(): void {
    const held = this.#held
    this[Symbol.dispose]()
    if (held) this.#pass(held.fraction)
  }

  /** What still waits is not told any more. */
  [Symbol.dispose](): void {
    clearImmediate(this.#held?.turn)
    this.#held = null
  }

  #hold(fraction: number): void {
    const turn = this.#held?.turn ?? setImmediate(() => this.flush())
    this.#held = { fraction, turn }
  }

  #pass(fraction: number): void {
    this.#lastMs = this.#nowMs()
    this.#onProgress(this.#lastStep, fraction)
  }
}
