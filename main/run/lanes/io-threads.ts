import type { Clock } from '../../async/clock.ts'
import { type Call, type IoThread, type Name, startThread } from './io-thread.ts'
import { isLarge } from './large-work.ts'

interface IoThreadsOptions {
  /** The module of the threads. */
  entry: URL
  /** Started at once. */
  threads: number
  /** Further ones are started up to so many. */
  most: number
  clock: Clock
}

/** Begun as they are needed. Each batch has two large copies under way at most, so that one to a slow disk leaves room for another. */
const largeMost = 4

/** While each thread has fewer calls, another takes longer to start (45 ms of a core) than these take in turn. */
const manyCalls = 4
/** Unless one of two has waited for as long as a start takes on a busy machine: they are slow ones. */
const longWaitMs = 100

/** After a thread could not be started, as while too many files are open, those there are do all for so long. */
const restMs = 1_000

/**
 * The io threads, and to which of them a call goes: the one with the fewest under way, among those for large files or the usual ones. Further ones start
 * as they are needed, and in the place of those that have ended.
 */
export class IoThreads {
  readonly #usual: IoThread[]
  readonly #large: IoThread[] = []
  readonly #entry: URL
  readonly #clock: Clock
  /** Of the usual ones. */
  readonly most: number
  /** When a thread was last found to have ended without beginning what it was asked for. */
  #missedMs = Number.NEGATIVE_INFINITY

  constructor({ entry, threads, most, clock }: IoThreadsOptions) {
    this.#entry = entry
    this.#clock = clock
    this.most = most
    this.#usual = Array.from({ length: threads }, () => startThread(entry))
  }

  /** Starts further usual ones, until there are so many, or as many as there may be. */
  growTo(threads: number): void {
    const wanted = Math.min(threads, this.most)
    while (this.#usual.length < wanted) this.#usual.push(startThread(this.#entry))
  }

  /** All that calls go to; not those that have been replaced. */
  get all(): IoThread[] {
    return [...this.#usual, ...this.#large]
  }

  /** The one that is to do this. */
  threadFor({ operation, input }: Call<Name>): IoThread {
    if (!isLarge(operation, input)) return this.#usualThread()
    const isFree = this.#large.some(({ calls }) => !calls.hasEnded && calls.size === 0)
    if (!isFree) this.#startOneOf(this.#large, largeMost)
    return this.#leastBusyOf(this.#large)
  }

  /** One of the usual ones, of those there are. */
  leastBusy(): IoThread {
    return this.#leastBusyOf(this.#usual)
  }

  /** Starts another in the place of one that has ended, or hangs. Only when it is needed, so that a thread that cannot begin is begun no more often than somebody calls. */
  replace(former: IoThread): IoThread {
    const thread = startThread(this.#entry)
    const among = this.#large.includes(former) ? this.#large : this.#usual
    among[among.indexOf(former)] = thread
    return thread
  }

  /** One has ended without beginning what it was asked for: for a while none is started beside those there are. */
  missed(): void {
    this.#missedMs = this.#clock.monotonicMs()
  }

  #usualThread(): IoThread {
    const areBehind = this.#usual.every((thread) => thread.calls.hasEnded || this.#isBehind(thread))
    if (areBehind) this.#startOneOf(this.#usual, this.most)
    return this.leastBusy()
  }

  /** In the place of one that has ended, or one more. */
  #startOneOf(threads: IoThread[], most: number): void {
    const isAnyLeft = threads.some(({ calls }) => !calls.hasEnded)
    if (isAnyLeft && this.#clock.monotonicMs() - this.#missedMs < restMs) return
    const ended = threads.find(({ calls }) => calls.hasEnded)
    if (ended) this.replace(ended)
    else if (threads.length < most) threads.push(startThread(this.#entry))
  }

  #isBehind({ calls, asked }: IoThread): boolean {
    const [oldest] = asked.values()
    const waitedMs = oldest ? this.#clock.monotonicMs() - oldest.sinceMs : 0
    return calls.size >= manyCalls || (calls.size >= 2 && waitedMs >= longWaitMs)
  }

  #leastBusyOf(threads: IoThread[]): IoThread {
    const thread = threads.reduce((least, next) => (isLessBusy(next, least) ? next : least))
    return thread.calls.hasEnded ? this.replace(thread) : thread
  }
}

/** One that has ended has nothing to do, and is the last to be asked. */
function isLessBusy(one: IoThread, other: IoThread): boolean {
  if (one.calls.hasEnded !== other.calls.hasEnded) return other.calls.hasEnded
  return one.calls.size < other.calls.size
}
