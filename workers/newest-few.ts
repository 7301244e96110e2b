/** What took long to make, kept for when it is asked for again: the newest few, in this process. What could not be made is made anew. */
export class NewestFew<T> {
  readonly #most: number
  /** Newest last. */
  readonly #kept = new Map<string, Promise<T>>()

  constructor(most: number) {
    this.#most = most
  }

  get(key: string, make: () => Promise<T>): Promise<T> {
    const value = this.#kept.get(key) ?? this.#watched(key, make())
    this.#kept.delete(key)
    this.#kept.set(key, value)
    for (const oldest of this.#kept.keys()) {
      if (this.#kept.size <= this.#most) break
      this.#kept.delete(oldest)
    }
    return value
  }

  #watched(key: string, value: Promise<T>): Promise<T> {
    value.catch(() => {
      if (this.#kept.get(key) === value) this.#kept.delete(key)
    })
    return value
  }
}
