/** A place in a queue. Belongs to the queue that made it. */
export interface Place<T> {
  item: T
  previous: Place<T> | undefined
  next: Place<T> | undefined
  /** False once removed, so that removing twice does nothing. */
  queued: boolean
}

/**
 * A queue, first in, first out, from whose middle items can leave. Everything but iterating is O(1).
 * It is a linked list, because a `Set` walks over the gaps of removed items and an array shifts its whole tail.
 */
export class Fifo<T> {
  #head: Place<T> | undefined
  #tail: Place<T> | undefined
  #size = 0

  get size(): number {
    return this.#size
  }

  /** The next item, which stays in the queue. */
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

  /** Removes and yields all items, oldest first. */
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

  /** From the oldest place to the newest. Between two steps only the place just yielded may be removed. */
  *[Symbol.iterator](): Generator<Place<T>, void, undefined> {
    for (let place = this.#head; place; ) {
      const next = place.next
      yield place
      place = next
    }
  }
}
