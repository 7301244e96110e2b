import type { BatchSnapshot } from '../../../../contract/event.ts'
import { bytesSoFar } from './bytes-so-far.ts'

/** The rate is taken over this long: shorter and it flickers, longer and it lags behind a change. */
const windowMs = 5000
/** The first estimate is given after so long, reconsidered so often, and changed only when it has moved by a tenth. */
const firstEstimateMs = 3000
const estimateEveryMs = 2000
const noticeableShare = 0.1

/** Calm figures from restless snapshots: a rate over five seconds, and an estimate that does not twitch. */
export class Pace {
  #samples: { atMs: number; bytes: number }[] = []
  #beganMs: number | undefined
  #estimate: { atMs: number; endsMs: number } | undefined

  take(batch: BatchSnapshot, nowMs: number): void {
    this.#beganMs ??= nowMs
    this.#samples.push({ atMs: nowMs, bytes: bytesSoFar(batch) })
    while (this.#samples.length > 2 && nowMs - (this.#samples[0]?.atMs ?? nowMs) > windowMs) this.#samples.shift()
    this.#takeEstimate(batch.remainingMs, nowMs)
  }

  /** Null until two snapshots some time apart have come. */
  get bytesPerSecond(): number | null {
    const [first, last] = [this.#samples[0], this.#samples.at(-1)]
    if (!first || !last || last.atMs - first.atMs < 500) return null
    return (Math.max(0, last.bytes - first.bytes) / (last.atMs - first.atMs)) * 1000
  }

  /** Null in the first three seconds, and while nobody can say. */
  remainingMs(nowMs: number): number | null {
    return this.#estimate ? Math.max(0, this.#estimate.endsMs - nowMs) : null
  }

  #takeEstimate(remainingMs: number | null, nowMs: number): void {
    if (remainingMs === null) this.#estimate = undefined
    else if (nowMs - (this.#beganMs ?? nowMs) < firstEstimateMs) return
    else if (!this.#estimate) this.#estimate = { atMs: nowMs, endsMs: nowMs + remainingMs }
    else if (nowMs - this.#estimate.atMs >= estimateEveryMs) this.#revise(nowMs + remainingMs, nowMs)
  }

  #revise(endsMs: number, nowMs: number): void {
    const kept = this.#estimate?.endsMs ?? endsMs
    const moved = Math.abs(endsMs - kept) > noticeableShare * Math.max(1, kept - nowMs)
    this.#estimate = { atMs: nowMs, endsMs: moved ? endsMs : kept }
  }
}
