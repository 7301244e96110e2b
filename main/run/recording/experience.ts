import type { Clock } from '../../async/clock.ts'

/** An estimate needs this much experience. */
const estimateAfter = { ms: 3_000, jobs: 3 }
/** Three small files say nothing about a large one: so much of all bytes has to be done. */
const estimateAfterShare = 0.001

/** How far a batch has to go. */
interface Way {
  totalBytes: number
  endedBytes: number
  /** How long nobody has worked on it in this session. */
  restedMs: number
}

/** What this session has worked on, and how long the rest takes at that pace. What was found done already tells nothing of that. */
export class Experience {
  readonly #clock: Clock
  readonly #beganMs: number
  #bytes = 0
  #jobs = 0

  constructor(clock: Clock) {
    this.#clock = clock
    this.#beganMs = clock.monotonicMs()
  }

  /** A file has been worked on to its end. */
  add(sizeBytes: number): void {
    this.#bytes += sizeBytes
    this.#jobs++
  }

  /** Files that have been worked on. */
  get jobs(): number {
    return this.#jobs
  }

  /** Null while it is too early to say. */
  remainingMs({ totalBytes, endedBytes, restedMs }: Way): number | null {
    const elapsedMs = this.#clock.monotonicMs() - this.#beganMs - restedMs
    const tooEarly = elapsedMs < estimateAfter.ms || this.#jobs < estimateAfter.jobs
    if (tooEarly || this.#bytes <= totalBytes * estimateAfterShare) return null
    return (elapsedMs * (totalBytes - endedBytes)) / this.#bytes
  }
}
