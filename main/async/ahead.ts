interface Ahead<T, R> {
  /** How many items at most are started and not yet taken. */
  most: number
  /** Uses a signal of its own. A rejection is thrown when the turn of its item comes. */
  start: (item: T) => Promise<R>
}

/** Yields the result of each item in order, with the next few already running. Ends, even early or after a failure, only when none is running. */
export async function* ahead<T, R>(
  items: Iterable<T> | AsyncIterable<T>,
  { most, start }: Ahead<T, R>,
): AsyncGenerator<R, void, undefined> {
  const begun: Promise<R>[] = []
  try {
    for await (const item of items) {
      const next = start(item)
      next.catch(() => {})
      begun.push(next)
      const first = begun.length >= most ? begun.shift() : undefined
      if (first) yield await first
    }
    for (let first = begun.shift(); first; first = begun.shift()) yield await first
  } finally {
    await Promise.allSettled(begun)
  }
}
