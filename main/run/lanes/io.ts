import { Fault } from '../../../contract/fault.ts'
import type { Clock } from '../../async/clock.ts'
import type { Operation } from '../../async/watchdog.ts'
import { entryUrl } from '../../entry-points.ts'
import { shutBegun } from '../../io/begun.ts'
import type { Operations } from '../../io/operations.ts'
import type { IoMessage } from '../../io/thread.ts'
import type { diskAnswers } from './disk-answers.ts'
import { HangWatch } from './hang-watch.ts'
import { type Call, endThread, type IoThread, type Name, NotBegun, operationsOf } from './io-thread.ts'
import { IoThreads } from './io-threads.ts'

type Input<N extends Name> = Parameters<Operations[N]>[0]
type Answer<N extends Name> = Awaited<ReturnType<Operations[N]>>

interface IoLaneOptions {
  /** Started at once. */
  threads: number
  /** Further ones are started up to so many, when there is more to do than those there are take in turn; `threads` if left out. */
  mostThreads?: number
  clock: Clock
  /** The module of the threads, where it is not the usual one. */
  entry?: URL
  /** Whether a disk answers, where that is not found out in the usual way. */
  answers?: typeof diskAnswers
}

/** A call that was given to so many threads which ended without beginning it is given to no other. */
const triesMost = 4

/** Fewer items of a list are not worth another thread. */
const leastShare = 32

/**
 * The io threads. Calls go to the thread with the fewest under way and begin in turn there; what reads large files has threads of its own, so that
 * nobody waits behind it.
 * A call cannot be cancelled half-way (a large copy has a shared word for that), so leftovers are always known.
 * A thread that ends by itself fails the call it had begun; the others go to the threads that are left, or to one in its place.
 * Closing waits for what is under way, on every disk that answers.
 */
export class IoLane implements AsyncDisposable {
  readonly #threads: IoThreads
  readonly #clock: Clock
  readonly #hangs: HangWatch
  readonly #aside = new Set<IoThread>()
  #closing = false
  /** Told of a path whose disk does not answer, once it is not waited for any more. */
  onDeadDisk: (path: string) => void = () => {}
  /** Told of one that does not answer and is waited for. */
  onSilentDisk: (path: string) => void = () => {}

  constructor({ threads, mostThreads = threads, clock, entry = entryUrl('io'), answers }: IoLaneOptions) {
    this.#clock = clock
    this.#threads = new IoThreads({ entry, threads, most: mostThreads, clock })
    this.#hangs = new HangWatch(
      {
        serving: () => this.#threads.all,
        aside: this.#aside,
        setAside: (thread) => this.#setAside(thread),
        onDeadDisk: (path) => this.onDeadDisk(path),
        onSilentDisk: (path) => this.onSilentDisk(path),
      },
      { clock, answers },
    )
    this.#hangs.begin()
  }

  /** Starts further threads, until there are so many, or as many as there may be: all of those where it is not said. */
  growTo(threads = this.#threads.most): void {
    this.#threads.growTo(threads)
  }

  /** `stop`: a word the operation looks at now and then, not 0 to end it early; only copies do. */
  call<N extends Name>(operation: N, input: Input<N>, stop?: Int32Array<SharedArrayBuffer>): Promise<Answer<N>> {
    return this.#give({ operation, input, stop, isPinned: false })
  }

  /** Lets every thread `call` for its share of a list that is long enough to be worth it; the answers come back in the list's order. */
  async shareOut<T, R>(items: readonly T[], call: (share: T[]) => Promise<R[]>): Promise<R[]> {
    const size = Math.max(leastShare, Math.ceil(items.length / this.#threads.most))
    const shares = Array.from({ length: Math.ceil(items.length / size) }, (_, at) =>
      items.slice(at * size, (at + 1) * size),
    )
    this.growTo(shares.length)
    return (await Promise.all(shares.map(call))).flat()
  }

  /** A view of one thread, for operations that keep state there (a walk). */
  pinned(): { call: IoLane['call'] } {
    const thread = this.#threads.leastBusy()
    thread.isPinned = true
    return { call: (operation, input) => this.#post(thread, { operation, input, stop: undefined, isPinned: true }) }
  }

  /** What is for a disk that does not answer waits apart: it holds up nothing else. */
  async #give<N extends Name>(call: Call<N>): Promise<Answer<N>> {
    while (this.#hangs.holdsBack(call.input)) await this.#hangs.change
    let thread = this.#threads.threadFor(call)
    for (let tries = 1; ; tries++) {
      try {
        return await this.#post(thread, call)
      } catch (error) {
        if (!(error instanceof NotBegun)) throw error
        if (tries === triesMost) throw error.cause
        this.#threads.missed()
        thread = this.#threads.leastBusy()
      }
    }
  }

  #post<N extends Name>(thread: IoThread, call: Call<N>): Promise<Answer<N>> {
    const { operation, input, stop, isPinned } = call
    if (this.#closing)
      return Promise.reject(new Fault('bug', { subject: operation, why: 'The io threads are closed.' }))
    const refusal = this.#hangs.refusalOf(input)
    if (refusal) return Promise.reject(refusal)
    const { id, answer } = thread.calls.begin()
    if (!thread.calls.hasEnded) thread.asked.set(id, { ...(call as Call<Name>), sinceMs: this.#clock.monotonicMs() })
    const text = JSON.stringify({ id, operation, input })
    thread.worker.postMessage({ text, stop, isPinned } satisfies IoMessage)
    return answer
  }

  /** While it is held, somebody waits for an end: no disk that does not answer is waited for, and what is under way there fails with `volume-gone`. */
  hurry(): Disposable {
    return this.#hangs.hurry()
  }

  /** Another takes the place of a thread that hangs, with what that has not begun. It ends when its disk has answered, unless somebody comes back to it. */
  #setAside(thread: IoThread): void {
    if (this.#aside.has(thread) || thread.calls.hasEnded) return
    this.#aside.add(thread)
    this.#threads.replace(thread)
    const last = shutBegun(thread.begun)
    if (!thread.isPinned) void thread.calls.idle().then(() => this.#endAside(thread))
    for (const [id, call] of thread.asked) {
      if (call.isPinned || last === null || id <= last) continue
      thread.asked.delete(id)
      this.#give(call).then(
        (value) => thread.calls.resolve(id, value),
        (error) => thread.calls.reject(id, error),
      )
    }
  }

  async #endAside(thread: IoThread): Promise<void> {
    if (this.#aside.delete(thread) && !thread.calls.hasEnded) await thread.worker.terminate()
  }

  /** What the threads were asked for and have not answered yet, with the first path of each. */
  underWay(): Operation[] {
    return [...this.#threads.all, ...this.#aside].flatMap(operationsOf)
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#closing = true
    using _ = this.hurry()
    await Promise.all([...this.#threads.all, ...this.#aside].map(endThread))
    this.#hangs.end()
  }
}
