import type { WaitingReason } from '../../../contract/watch.ts'
import { settleWindowMs } from './settle-window.ts'
import type { Sighting } from '../../io/looking/survey.ts'
import { isSame, modifiedMs } from './sighting.ts'

export interface SettleRules {
  settleMs: number
  patienceMs: number
  /** Since the last change by the file's own clock; null asks for none. */
  minAgeMs: number | null
}

/** Both clocks at one moment: the monotonic one measures, the wall clock is what times of files are told in. */
export interface Moment {
  monotonicMs: number
  wallMs: number
}

/** A file that is not whole yet, as far as anybody can tell. */
export interface Waiting {
  sighting: Sighting
  /** First seen; monotonic. */
  sinceMs: number
  /** Found in this state; monotonic. */
  stillMs: number
  /** The next look at it; monotonic. */
  dueMs: number
  /** It was found in more than one state. */
  changed: boolean
  /** Somebody has it open, where the system tells. */
  inUse: boolean
  needsYou: boolean
}

/** How soon a file that is in use is tried again. */
const inUseAgainMs = 1_000

/**
 * Files on their way to being whole. Pure: it is told what was seen and when, and says when to look again. A file is whole when a look that is no
 * earlier than its window finds it just as every look in that window did.
 */
export class Settling {
  readonly #rules: SettleRules
  readonly #waiting = new Map<string, Waiting>()

  constructor(rules: SettleRules) {
    this.#rules = rules
  }

  get size(): number {
    return this.#waiting.size
  }

  has(path: string): boolean {
    return this.#waiting.has(path)
  }

  /** When a waiting file was first seen; monotonic. */
  sinceMs(path: string): number | undefined {
    return this.#waiting.get(path)?.sinceMs
  }

  /** A file was seen, for whatever reason. Seeing it unchanged changes nothing. */
  see(sighting: Sighting, now: Moment): void {
    const known = this.#waiting.get(sighting.path)
    if (known && isSame(known.sighting.identity, sighting.identity)) return
    const sinceMs = known?.sinceMs ?? now.monotonicMs
    const waiting: Waiting = {
      sighting,
      sinceMs,
      stillMs: now.monotonicMs,
      dueMs: this.#dueMs(sighting, now),
      changed: known !== undefined,
      inUse: false,
      needsYou: this.#isOverdue(sinceMs, now),
    }
    this.#waiting.set(sighting.path, waiting)
  }

  /** Gone, or no concern of this watch any more. */
  forget(path: string): void {
    this.#waiting.delete(path)
  }

  clear(): void {
    this.#waiting.clear()
  }

  /** Paths to be looked at now, those due longest first. */
  due({ monotonicMs }: Moment): string[] {
    const due = [...this.#waiting.values()].filter(({ dueMs }) => dueMs <= monotonicMs)
    return due.sort((a, b) => a.dueMs - b.dueMs).map(({ sighting }) => sighting.path)
  }

  /** Monotonic; infinite while nothing waits. */
  nextDueMs(): number {
    let next = Number.POSITIVE_INFINITY
    for (const { dueMs } of this.#waiting.values()) if (dueMs < next) next = dueMs
    return next
  }

  /** What a look at a file that was due has found. Answers with the file once it is whole; then it waits no longer. */
  look(sighting: Sighting, { now, inUse }: { now: Moment; inUse: boolean }): Sighting | null {
    this.see(sighting, now)
    const waiting = this.#waiting.get(sighting.path)
    if (!waiting || waiting.dueMs > now.monotonicMs) return null
    const dueMs = this.#dueMs(sighting, { ...now, monotonicMs: waiting.stillMs }, now)
    if (inUse || dueMs > now.monotonicMs) {
      const again = inUse ? Math.max(dueMs, now.monotonicMs + inUseAgainMs) : dueMs
      Object.assign(waiting, { inUse, dueMs: again, needsYou: inUse && this.#isOverdue(waiting.sinceMs, now) })
      return null
    }
    this.#waiting.delete(sighting.path)
    return sighting
  }

  /** Longest waiting first. */
  list(): Waiting[] {
    return [...this.#waiting.values()].sort((a, b) => a.sinceMs - b.sinceMs)
  }

  counts(): { settling: number; needsYou: number } {
    let needsYou = 0
    for (const waiting of this.#waiting.values()) if (waiting.needsYou) needsYou++
    return { settling: this.#waiting.size, needsYou }
  }

  reasonOf({ sighting, changed, inUse, needsYou }: Waiting, now: Moment): WaitingReason {
    if (needsYou) return 'needs-you'
    if (inUse) return 'in-use'
    if (sighting.identity.sizeBytes === 0) return 'empty'
    if (this.#tooYoungMs(sighting, now) > this.#rules.settleMs) return 'too-young'
    return changed ? 'changing' : 'settling'
  }

  /** `still` is since when it is in this state; the file's own age is told by `now`. */
  #dueMs(sighting: Sighting, still: Moment, now: Moment = still): number {
    const windowEndMs = still.monotonicMs + settleWindowMs(sighting.identity.sizeBytes, this.#rules.settleMs)
    return Math.max(windowEndMs, now.monotonicMs + this.#tooYoungMs(sighting, now))
  }

  #tooYoungMs({ identity }: Sighting, { wallMs }: Moment): number {
    const { minAgeMs } = this.#rules
    if (minAgeMs === null) return 0
    // A time in the future, by a camera's wrong clock, does not make a file wait for years.
    const ageMs = Math.max(0, wallMs - modifiedMs(identity))
    return Math.max(0, minAgeMs - ageMs)
  }

  #isOverdue(sinceMs: number, { monotonicMs }: Moment): boolean {
    return monotonicMs - sinceMs > this.#rules.patienceMs
  }
}
