import { Fault } from '../../../contract/fault.ts'
import type { Clock } from '../../async/clock.ts'
import type { Operation } from '../../async/watchdog.ts'
import { entryUrl } from '../../entry-points.ts'
import { shutBegun } from '../../io/begun.ts'
import type { Operations } from '../../io/operations.ts'
import type { IoMessage } from '../../io/thread.ts'
import type { diskAnswers } from './disk-answers.ts'
import { HangWatch } from './hang-watch.ts'
import { type Call, endThread, type IoThread, type Name, NotBegun, operationsOf, startThread } from './io-thread.ts'
import { isLarge } from './large-work.ts'

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

/** Begun as they are needed. Each batch has two large copies under way at most, so that one to a slow disk leaves room for another. */
const largeMost = 4

/** While each thread has fewer calls, another takes longer to start (45 ms of a core) than these take in turn. */
const manyCalls = 4
/** Unless one of two has waited for as long as a start takes on a busy machine: they are slow ones. */
const longWaitMs = 100

/** After a thread could not be started, as while too many files are open, those there are do all for so long. */
const restMs = 1_000
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
  readonly #threads: IoThread[]
  readonly #mostThreads: number
  readonly #large: IoThread[] = []
  readonly #entry: URL
  readonly #clock: Clock
  readonly #hangs: HangWatch
  readonly #aside = new Set<IoThread>()
  /** When a thread was last found to have ended without beginning what it was asked for. */
  #missedMs = Number.NEGATIVE_INFINITY
  #closing = false
  /** Told of a path whose disk does not answer, once it is not waited for any more. */
  onDeadDisk: (path: string) => void = () => {}
  /** Told of one that does not answer and is waited for. */
  onSilentDisk: (path: string) => void = () => {}

  constructor({ threads, mostThreads = threads, clock, entry = entryUrl('io'), answers }: IoLaneOptions) {
    this.#entry = entry
    this.#clock = clock
    this.#mostThreads = mostThreads
    this.#threads = Array.from({ length: threads }, () => startThread(entry))
    this.#hangs = new HangWatch(
      {
        serving: () => this.#serving,
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
  growTo(threads = this.#mostThreads): void {
    const wanted = Math.min(threads, this.#mostThreads)
    while (this.#threads.length < wanted) this.#threads.push(startThread(this.#entry))
  }

  /** `stop`: a word the operation looks at now and then, not 0 to end it early; only copies do. */
  call<N extends Name>(operation: N, input: Input<N>, stop?: Int32Array<SharedArrayBuffer>): Promise<Answer<N>> {
    return this.#give({ operation, input, stop, isPinned: false })
  }

  /** Lets every thread `call` for its share of a list that is long enough to be worth it; the answers come back in the list's order. */
  async shareOut<T, R>(items: readonly T[], call: (share: T[]) => Promise<R[]>): Promise<R[]> {
    const size = Math.max(leastShare, Math.ceil(items.length / this.#mostThreads))
    const shares = Array.from({ length: Math.ceil(items.length / size) }, (_, at) =>
      items.slice(at * size, (at + 1) * size),
    )
    this.growTo(shares.length)
    return (await Promise.all(shares.map(call))).flat()
  }

  /** A view of one thread, for operations that keep state there (a walk). */
  pinned(): { call: IoLane['call'] } {
    const thread = this.#leastBusy(this.#threads)
    thread.isPinned = true
    return { call: (operation, input) => this.#post(thread, { operation, input, stop: undefined, isPinned: true }) }
  }

  #threadFor({ operation, input }: Call<Name>): IoThread {
    if (!isLarge(operation, input)) return this.#usualThread()
    const isFree = this.#large.some(({ calls }) => !calls.hasEnded && calls.size === 0)
    if (!isFree) this.#startOneOf(this.#large, largeMost)
    return this.#leastBusy(this.#large)
  }

  #usualThread(): IoThread {
    const areBehind = this.#threads.every((thread) => thread.calls.hasEnded || this.#isBehind(thread))
    if (areBehind) this.#startOneOf(this.#threads, this.#mostThreads)
    return this.#leastBusy(this.#threads)
  }

  /** In the place of one that has ended, or one more. */
  #startOneOf(threads: IoThread[], most: number): void {
    const isAnyLeft = threads.some(({ calls }) => !calls.hasEnded)
    if (isAnyLeft && this.#clock.monotonicMs() - this.#missedMs < restMs) return
    const ended = threads.find(({ calls }) => calls.hasEnded)
    if (ended) this.#replace(ended)
    else if (threads.length < most) threads.push(startThread(this.#entry))
  }

  #isBehind({ calls, asked }: IoThread): boolean {
    const [oldest] = asked.values()
    const waitedMs = oldest ? this.#clock.monotonicMs() - oldest.sinceMs : 0
    return calls.size >= manyCalls || (calls.size >= 2 && waitedMs >= longWaitMs)
  }

  #leastBusy(threads: IoThread[]): IoThread {
    const thread = threads.reduce((least, next) => (isLessBusy(next, least) ? next : least))
    return thread.calls.hasEnded ? this.#replace(thread) : thread
  }

  /** When it is needed, so that a thread that cannot begin is begun no more often than somebody calls. */
  #replace(ended: IoThread): IoThread {
    const thread = startThread(this.#entry)
    const among = this.#large.includes(ended) ? this.#large : this.#threads
    among[among.indexOf(ended)] = thread
    return thread
  }

  /** Those that are given calls. */
  get #serving(): IoThread[] {
    return [...this.#threads, ...this.#large]
  }

  /** What is for a disk that does not answer waits apart: it holds up nothing else. */
  async #give<N extends Name>(call: Call<N>): Promise<Answer<N>> {
    while (this.#hangs.holdsBack(call.input)) await this.#hangs.change
    let thread = this.#threadFor(call)
    for (let tries = 1; ; tries++) {
      try {
        return await this.#post(thread, call)
      } catch (error) {
        if (!(error instanceof NotBegun)) throw error
        if (tries === triesMost) throw error.cause
        this.#missedMs = this.#clock.monotonicMs()
        thread = this.#leastBusy(this.#threads)
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
    this.#replace(thread)
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
    return [...this.#serving, ...this.#aside].flatMap(operationsOf)
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#closing = true
    using _ = this.hurry()
    await Promise.all([...this.#serving, ...this.#aside].map(endThread))
    this.#hangs.end()
  }
}

/** One that has ended has nothing to do, and is the last to be asked. */
function isLessBusy(one: IoThread, other: IoThread): boolean {
  if (one.calls.hasEnded !== other.calls.hasEnded) return other.calls.hasEnded
  return one.calls.size < other.calls.size
}
