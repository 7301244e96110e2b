/** A place in a line. Belongs to the line that made it. */
export interface Place<T> {
  item: T
  previous: Place<T> | undefined
  next: Place<T> | undefined
  /** False once it has left, so that leaving twice does nothing. */
  queued: boolean
}

/**
 * A line: first in, first out, and anyone may leave from the middle. Everything but iterating is O(1).
 * A linked list, because a `Set` walks over the gaps its removed heads leave behind and an array shifts its whole tail.
 */
export class Fifo<T> {
  #head: Place<T> | undefined
  #tail: Place<T> | undefined
  #size = 0

  get size(): number {
    return this.#size
  }

  /** Who is next, without leaving. */
  get first(): T | undefined {
    return this.#head?.item
  }

  push(item: T): Place<T> {
    const place: Place<T> = { item, previous: this.#tail, next: undefined, queued: true }
    if (this.#tail) this.#tail.next = place
    else this.#head = place
    this.#tail = place
    this.#size++
    return place
  }

  shift(): T | undefined {
    const place = this.#head
    if (place) this.remove(place)
    return place?.item
  }

  /** Everybody leaves, first come first. */
  *drain(): Generator<T, void, undefined> {
    for (let place = this.#head; place; place = this.#head) {
      this.remove(place)
      yield place.item
    }
  }

  remove(place: Place<T>): void {
    if (!place.queued) return
    place.queued = false
    if (place.previous) place.previous.next = place.next
    else this.#head = place.next
    if (place.next) place.next.previous = place.previous
    else this.#tail = place.previous
    this.#size--
  }

  /** From the oldest place to the newest. The place just handed out may be removed meanwhile; others may not. */
  *[Symbol.iterator](): Generator<Place<T>, void, undefined> {
    for (let place = this.#head; place; ) {
      const next = place.next
      yield place
      place = next
    }
  }
}
