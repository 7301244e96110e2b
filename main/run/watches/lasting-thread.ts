import type { Clock } from '../../async/clock.ts'
import type { FolderState, WatchOrder } from '../../intake/watch/messages.ts'
import { type ThreadListener, WatchThread } from '../../intake/watch/watch-thread.ts'

/** A thread gives a sign of life every five seconds. */
const silentMs = 20_000
const againMs = 2_000

export interface LastingThreadParts {
  clock: Clock
  /** What the thread is told when it begins; asked for anew each time. */
  order: () => Promise<WatchOrder>
  listener: Omit<ThreadListener, 'failed'>
  /** Told of every thread that has begun. */
  onBegin: (thread: WatchThread) => void
  /** What keeps a thread from working, and null once one works. */
  onTrouble: (error: unknown) => void
  /** Begins a thread, where that is not the usual way. */
  open?: (order: WatchOrder, listener: ThreadListener) => WatchThread
}

/** The thread of one watch: when it ends by itself another takes its place, until this is disposed. */
export class LastingThread implements AsyncDisposable {
  readonly #parts: LastingThreadParts
  readonly #stop = new AbortController()
  #heardMs: number
  #again: Disposable | undefined
  #begins = 0
  /** Undefined before the first has begun. */
  thread: WatchThread | undefined

  constructor(parts: LastingThreadParts) {
    this.#parts = parts
    this.#heardMs = parts.clock.monotonicMs()
  }

  /** It has said nothing for so long that its disk most likely does not answer. */
  get isSilent(): boolean {
    return this.#parts.clock.monotonicMs() - this.#heardMs > silentMs
  }

  /** Rejects where the order cannot be made. */
  async begin(): Promise<void> {
    const { order, listener, onBegin, open = (...given) => new WatchThread(...given) } = this.#parts
    const nth = ++this.#begins
    const given = await order()
    // Disposed, or begun anew meanwhile: nobody would end a thread that begins now.
    if (this.#stop.signal.aborted || nth !== this.#begins) return
    this.thread = open(given, {
      ...listener,
      tell: (state) => this.#hear(state),
      failed: (error) => this.#beginAgain(error),
    })
    onBegin(this.thread)
  }

  #hear(state: FolderState): void {
    this.#heardMs = this.#parts.clock.monotonicMs()
    this.#parts.onTrouble(null)
    this.#parts.listener.tell(state)
  }

  #beginAgain(error: unknown): void {
    if (this.#stop.signal.aborted) return
    this.#parts.onTrouble(error)
    this.#again = this.#parts.clock.after(againMs, () => void this.#tryAgain())
  }

  /** Another thread takes the place of the one at work, with an order as it is by now. */
  async beginAnew(): Promise<void> {
    const { thread } = this
    this.#again?.[Symbol.dispose]()
    this.thread = undefined
    await thread?.[Symbol.asyncDispose]()
    if (!this.#stop.signal.aborted) await this.#tryAgain()
  }

  async #tryAgain(): Promise<void> {
    const begun = this.begin()
    const nth = this.#begins
    try {
      await begun
    } catch (error) {
      // Where another has begun meanwhile, or is about to, that one counts.
      if (nth === this.#begins) this.#beginAgain(error)
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#stop.abort()
    this.#again?.[Symbol.dispose]()
    await this.thread?.[Symbol.asyncDispose]()
  }
}
