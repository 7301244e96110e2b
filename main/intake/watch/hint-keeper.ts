import type { Polling } from '../../../contract/watch.ts'
import type { Clock } from '../../async/clock.ts'
import type { Disk } from './disk.ts'
import type { Hints } from './hints.ts'
import { sleptSince } from './slept-since.ts'
import type { SurveyRounds } from './survey-rounds.ts'

interface HintParts {
  disk: Disk
  clock: Clock
  survey: SurveyRounds
  /** Look at these paths now. */
  look: (paths: string[]) => void
  onChange: () => void
}

/** Events within this time are one look. */
const gatherMs = 10
/** More dirty paths than this at once, and events are most likely missing among them: all of it is looked through. */
const overflow = 5_000
/** With events a survey only finds what they missed. */
const surveyEveryMs = 300_000
const pollEveryMs = 5_000
/** Looking through the folder takes a twentieth of the time at most. */
const surveyShare = 20
/** So many looks in a row, each after a time in which events should have told, that found what they had not. One may be a burst that was too much. */
const missesMost = 2

const silent = 'This disk does not tell of changes, so the folder is looked through at intervals.'

/** When to look, and where: told by the system where it does, else at intervals, and after whatever may have hidden a change. */
export class HintKeeper implements AsyncDisposable {
  readonly #parts: HintParts
  readonly #dirty = new Set<string>()
  #hints: Hints | undefined
  #gathering: Disposable | undefined
  #next: Disposable | undefined
  #limit: string | null = null
  /** Whether the survey under way is one that has nothing to find while events are told. */
  #isCheck = false
  #misses = 0
  begun = false

  constructor(parts: HintParts) {
    this.#parts = parts
  }

  get polling(): Polling | null {
    if (!this.begun || this.#hints || !this.#parts.survey.surveyed) return null
    const [why, message] = this.#limit === null ? (['no-events', silent] as const) : (['limit', this.#limit] as const)
    return { why, message, everyMs: this.#everyMs() }
  }

  begin(): void {
    this.begun = true
    this.#plan()
  }

  /** All of the folder has been looked through: first what is there, then what changes, so that neither waits for the other's disk reads. */
  surveyed(): void {
    if (!this.begun) return
    if (this.#isCheck) this.#learn()
    this.#open()
    this.#parts.onChange()
  }

  /** The system is asked to tell of this folder by its bytes. */
  addBytes(folder: string): void {
    this.#hints?.addBytes(folder)
  }

  /** A limit may have been raised meanwhile, and a disk may tell by now. */
  retry(): void {
    if (this.#hints) return
    this.#limit = null
    this.#misses = 0
    this.#open()
  }

  async stop(): Promise<void> {
    this.begun = false
    this.#isCheck = false
    this.#next?.[Symbol.dispose]()
    this.#gathering?.[Symbol.dispose]()
    this.#gathering = undefined
    this.#dirty.clear()
    await this.#close()
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.stop()
  }

  /** What the kind of a file system does not say is learned: others write to this disk, and it does not tell. */
  #learn(): void {
    this.#isCheck = false
    this.#misses = this.#parts.survey.found > 0 ? this.#misses + 1 : 0
    if (this.#misses < missesMost) return
    void this.#close()
    this.#plan()
  }

  #open(): void {
    if (this.#limit !== null || this.#misses >= missesMost) return
    if (this.#hints || !this.#parts.disk.tellsOfChanges()) return
    const hints = this.#parts.disk.openHints({
      dirty: (path) => this.#note(path),
      // What came between the survey and this moment was told by nobody.
      ready: () => this.#parts.survey.begin(),
      exhausted: (message) => this.#exhausted(hints, message),
    })
    this.#hints = hints
  }

  async #close(): Promise<void> {
    const hints = this.#hints
    this.#hints = undefined
    await hints?.[Symbol.asyncDispose]()
  }

  #exhausted(hints: AsyncDisposable, message: string): void {
    if (this.#hints !== hints) return
    this.#limit = message
    void this.#close()
    this.#plan()
    this.#parts.onChange()
  }

  #note(path: string): void {
    if (!this.begun) return
    this.#dirty.add(path)
    this.#gathering ??= this.#parts.clock.after(gatherMs, () => this.#look())
  }

  #look(): void {
    this.#gathering = undefined
    const paths = [...this.#dirty]
    this.#dirty.clear()
    if (paths.length > overflow) this.#parts.survey.begin()
    else this.#parts.look(paths)
  }

  #everyMs(): number {
    return Math.max(this.#hints ? surveyEveryMs : pollEveryMs, this.#parts.survey.tookMs * surveyShare)
  }

  /** Short steps, so that a sleep of the machine is noticed soon after it. */
  #plan(spentMs = 0): void {
    const { clock, survey } = this.#parts
    this.#next?.[Symbol.dispose]()
    const stepMs = Math.min(pollEveryMs, this.#everyMs())
    const hasSlept = sleptSince(clock, pollEveryMs)
    this.#next = clock.after(stepMs, () => {
      const slept = hasSlept()
      const isTime = spentMs + stepMs >= this.#everyMs() || slept
      if (isTime) {
        this.#isCheck = this.#hints !== undefined && !slept
        survey.begin()
      }
      this.#plan(isTime ? 0 : spentMs + stepMs)
    })
  }
}
