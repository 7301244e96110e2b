import type { OnProgress } from './meter.ts'

/** Ten times a second is as often as anybody looks; every message costs both sides more than many a small file does. */
const leastMs = 100

/**
 * Passes on what is new: the first step at once, another one when the event loop comes round, for many a step only notes down what is to be done;
 * and between those no more often than anybody looks. Its owner flushes it before it answers.
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
    const isFirst = this.#lastStep === ''
    const isOther = step !== this.#lastStep
    this.#lastStep = step
    if (isOther && !isFirst) this.#hold(fraction)
    else if (this.#held) this.#held.fraction = fraction
    else if (isFirst || fraction >= 1 || this.#nowMs() - this.#lastMs >= leastMs) this.#pass(fraction)
  }

  /** Passes on what is held back. */
  flush(): void {
    if (!this.#held) return
    clearImmediate(this.#held.turn)
    this.#pass(this.#held.fraction)
  }

  #hold(fraction: number): void {
    const turn = this.#held?.turn ?? setImmediate(() => this.flush())
    this.#held = { fraction, turn }
  }

  #pass(fraction: number): void {
    this.#held = null
    this.#lastMs = this.#nowMs()
    this.#onProgress(this.#lastStep, fraction)
  }
}
