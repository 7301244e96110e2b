/** A value that screens read and are told about. What changes between two frames is told once. */
export class Store<T> {
  #value: T
  readonly #listeners = new Set<() => void>()
  readonly #nextFrame: (run: () => void) => void
  #telling = false

  /** `nextFrame` calls back once, before the next picture is drawn. */
  constructor(value: T, nextFrame: (run: () => void) => void) {
    this.#value = value
    this.#nextFrame = nextFrame
  }

  readonly get = (): T => this.#value

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  update(change: (value: T) => T): void {
    const next = change(this.#value)
    if (Object.is(next, this.#value)) return
    this.#value = next
    if (this.#telling) return
    this.#telling = true
    this.#nextFrame(() => {
      this.#telling = false
      for (const listener of this.#listeners) listener()
    })
  }
}

/** What a page has to tell of time: frames while it is seen, and timers always. */
interface PageTime {
  requestAnimationFrame: (run: () => void) => void
  setTimeout: (run: () => void, ms: number) => void
}

const longestFrameMs = 250

/** With the next frame. A page in the background draws none, also none that was asked for while it was seen, and still must not fall behind. */
export function onNextFrame(run: () => void, page: PageTime = globalThis): void {
  let isDone = false
  const once = () => {
    if (isDone) return
    isDone = true
    run()
  }
  page.requestAnimationFrame(once)
  page.setTimeout(once, longestFrameMs)
}
