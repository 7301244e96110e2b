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

/** Frames while the page is seen; a page in the background draws none, and still must not fall behind. */
export function onNextFrame(run: () => void): void {
  if (document.visibilityState === 'visible') requestAnimationFrame(run)
  else setTimeout(run, 250)
}
