import { Fault } from '../../../contract/fault.ts'
import type { Clock } from '../../async/clock.ts'
import { leaveThread } from '../../async/stuck-threads.ts'
import { DeadDisks } from './dead-disks.ts'
import type { diskAnswers } from './disk-answers.ts'
import type { IoThread } from './io-thread.ts'
import { Release } from '../../async/release.ts'

/** A call that has no answer by then may hang in a disk that gives none. */
const silentMs = 20_000
const lookEveryMs = 5_000
/** Longer than a disk has for its answer. */
const askAgainMs = 90_000

/** Whose threads are watched. */
export interface Watched {
  /** The threads that are given calls. */
  serving: () => IoThread[]
  /** Those whose places others have taken. */
  aside: ReadonlySet<IoThread>
  /** Told of a thread that hangs in a disk which does not answer, and is waited for. */
  setAside: (thread: IoThread) => void
  /** Told of a path whose disk does not answer, once it is not waited for any more. */
  onDeadDisk: (path: string) => void
  /** Told of one that does not answer and is waited for. */
  onSilentDisk: (path: string) => void
}

/** Looks now and then which io threads hang in a disk that does not answer: they are set aside, or given up while somebody waits for an end. */
export class HangWatch {
  readonly #watched: Watched
  readonly #clock: Clock
  readonly #deadDisks: DeadDisks
  /** Those who wait for an end. */
  readonly #hurried = new Set<symbol>()
  readonly #told = { dead: new Set<string>(), silent: new Set<string>() }
  readonly #end = new AbortController()
  #looking = new AbortController()
  #change = Promise.withResolvers<void>()

  constructor(watched: Watched, { clock, answers }: { clock: Clock; answers: typeof diskAnswers | undefined }) {
    this.#watched = watched
    this.#clock = clock
    this.#deadDisks = new DeadDisks(clock, answers)
  }

  /** Goes on until `end`. */
  begin(): void {
    void this.#lookForSilence(this.#end)
  }

  end(): void {
    this.#end.abort()
  }

  /** Whether a call with this input had better wait for `change`: its disk does not answer, and nobody waits for an end. */
  holdsBack(input: unknown): boolean {
    return this.#told.silent.size > 0 && this.#hurried.size === 0 && this.#deadDisks.knownAmong(input) !== undefined
  }

  /** Resolves when what is held back may have changed. */
  get change(): Promise<void> {
    return this.#change.promise
  }

  /** The fault of a call with this input while somebody waits for an end, where its disk is known not to answer. */
  refusalOf(input: unknown): Fault | undefined {
    const dead = this.#hurried.size > 0 ? this.#deadDisks.knownAmong(input) : undefined
    return dead === undefined ? undefined : noAnswer(dead)
  }

  /**
   * While it is held, somebody waits for an end: a thread that hangs in a disk which does not answer is given up, and what it was asked fails with
   * `volume-gone`. A disk that answers is waited for, however long its writing takes.
   */
  hurry(): Disposable {
    const who = Symbol('hurried')
    this.#hurried.add(who)
    this.#tellChange()
    if (this.#hurried.size === 1) void this.#lookForHanging((this.#looking = new AbortController()))
    return new Release(() => {
      if (this.#hurried.delete(who) && this.#hurried.size === 0) this.#looking.abort()
    })
  }

  async #lookForHanging({ signal }: AbortController): Promise<void> {
    while (!signal.aborted) {
      const threads = [...this.#watched.serving(), ...this.#watched.aside]
      await Promise.all(threads.map((thread) => this.#giveUpIfDead(thread)))
      await this.#clock.sleep(lookEveryMs, { signal }).catch(() => {})
    }
  }

  async #giveUpIfDead(thread: IoThread): Promise<void> {
    const [oldest] = thread.asked
    if (!oldest || this.#clock.monotonicMs() - oldest[1].sinceMs < silentMs) return
    const dead = await this.#deadDisks.findIn(oldest[1].input)
    // By now it may have come to an end after all.
    if (dead === undefined || !thread.asked.has(oldest[0])) return
    // Should its disk answer once more, it does nothing of what it was asked before: that has failed.
    leaveThread(thread.worker, thread.worker.terminate())
    thread.calls.end(noAnswer(dead))
    thread.asked.clear()
    if (this.#told.dead.has(dead)) return
    this.#told.dead.add(dead)
    this.#watched.onDeadDisk(dead)
  }

  async #lookForSilence({ signal }: AbortController): Promise<void> {
    while (!signal.aborted) {
      this.#forgetAnswering()
      for (const thread of this.#watched.serving()) void this.#tellIfSilent(thread)
      await this.#clock.sleep(lookEveryMs, { signal }).catch(() => {})
    }
  }

  #forgetAnswering(): void {
    for (const told of Object.values(this.#told))
      for (const path of told) if (this.#deadDisks.knownAmong(path) === undefined) told.delete(path)
    this.#tellChange()
  }

  /** Of a call that takes long the disk is asked now and then. */
  async #tellIfSilent(thread: IoThread): Promise<void> {
    const { asked } = thread
    const [oldest] = asked
    const nowMs = this.#clock.monotonicMs()
    if (!oldest || this.#hurried.size > 0 || nowMs < (oldest[1].againMs ?? oldest[1].sinceMs + silentMs)) return
    oldest[1].againMs = nowMs + askAgainMs
    const silent = await this.#deadDisks.findIn(oldest[1].input)
    if (silent === undefined || !asked.has(oldest[0])) return
    const isNew = !this.#told.silent.has(silent)
    this.#told.silent.add(silent)
    this.#watched.setAside(thread)
    if (isNew) this.#watched.onSilentDisk(silent)
  }

  #tellChange(): void {
    this.#change.resolve()
    this.#change = Promise.withResolvers()
  }
}

function noAnswer(path: string): Fault {
  return new Fault('volume-gone', { subject: path, why: 'It does not answer.' })
}
