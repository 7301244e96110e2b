import { type DesktopEngine, type EnginePlace, openDesktopEngine } from './desktop-engine.ts'

/** Files in hand may take long; a person who quits has said that they can wait no longer than this. */
const restMostMs = 8_000

/** The one engine of the app: opened when it is first asked for, and again after it went away with the process that had it. */
export class EngineHolder {
  readonly #place: Omit<EnginePlace, 'signal'>
  readonly #ending = new AbortController()
  readonly #opened: (engine: DesktopEngine) => void
  #engine: Promise<DesktopEngine> | undefined
  #isOwner = false

  /** `opened` is told of each engine. */
  constructor(place: Omit<EnginePlace, 'signal'>, opened: (engine: DesktopEngine) => void) {
    this.#place = place
    this.#opened = opened
  }

  /** Rejects with the fault that keeps it from opening; the next call tries again. */
  engine(): Promise<DesktopEngine> {
    this.#engine ??= this.#open()
    return this.#engine
  }

  /** Whether the engine that is open is this process's own. */
  get isOwner(): boolean {
    return this.#isOwner
  }

  /** The engine if there is one, without opening any. */
  async present(): Promise<DesktopEngine | null> {
    return (await this.#engine?.catch(() => null)) ?? null
  }

  /** Closes the engine in good order, its batches to be gone on with; what takes too long is stopped. */
  async close(): Promise<void> {
    this.#ending.abort()
    const engine = await this.present()
    if (!engine) return
    const hurry = setTimeout(() => engine.hurry(), restMostMs)
    try {
      await engine[Symbol.asyncDispose]()
    } finally {
      clearTimeout(hurry)
    }
  }

  async #open(): Promise<DesktopEngine> {
    try {
      const engine = await openDesktopEngine({ ...this.#place, signal: this.#ending.signal })
      this.#isOwner = engine.owned
      this.#opened(engine)
      // It may have gone while it was opened.
      if (engine.gone.aborted) this.#forget(engine)
      else engine.gone.addEventListener('abort', () => this.#forget(engine), { once: true })
      return engine
    } catch (error) {
      this.#engine = undefined
      throw error
    }
  }

  #forget(engine: DesktopEngine): void {
    if (this.#ending.signal.aborted) return
    this.#engine = undefined
    this.#isOwner = false
    // What is left of it: the line to a process that has gone.
    void Promise.resolve(engine[Symbol.asyncDispose]()).catch(() => {})
  }
}
