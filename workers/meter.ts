import type { TransformReply } from '../contract/task.ts'

export type OnProgress = (step: string, fraction: number) => void

/** Turns stages, each from 0 to 1, into one rising fraction of the whole task, and takes the time of each. */
export class Meter {
  readonly timings: TransformReply['timings'] = []
  readonly #stages: number
  readonly #onProgress: OnProgress
  #ended = 0
  #highest = 0

  constructor(stages: number, onProgress: OnProgress) {
    this.#stages = stages
    this.#onProgress = onProgress
  }

  /** Runs one stage; `work` may tell how far it is. */
  async stage<T>(step: string, work: (progress: (fraction: number) => void) => Promise<T>): Promise<T> {
    const startedMs = performance.now()
    this.#report(step, 0)
    const result = await work((fraction) => this.#report(step, fraction))
    this.timings.push({ step, ms: performance.now() - startedMs })
    this.skip(step)
    return result
  }

  /** A stage of its own that does what a step before it had only noted down: the time is that step's. */
  async late<T>(step: string, work: (progress: (fraction: number) => void) => Promise<T>): Promise<T> {
    const result = await this.stage(step, work)
    const [noted, late] = this.timings.slice(-2)
    if (noted?.step === step && late?.step === step) this.timings.splice(-2, 2, { step, ms: noted.ms + late.ms })
    return result
  }

  /** Counts a stage that was not needed. */
  skip(step: string): void {
    this.#ended += 1
    this.#report(step, 0)
  }

  #report(step: string, fraction: number): void {
    const whole = (this.#ended + Math.min(Math.max(fraction, 0), 1)) / this.#stages
    this.#highest = Math.max(this.#highest, Math.min(whole, 1))
    this.#onProgress(step, this.#highest)
  }
}
