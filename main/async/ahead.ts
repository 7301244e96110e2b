interface Ahead<T, R> {
  /** Of those that have begun and have not been taken yet. */
  most: number
  /** Takes its own signal; one that fails is told when its turn comes. */
  start: (item: T) => Promise<R>
}

/** What becomes of each item, in their order, the next few being under way by then. Ends, also by a failure or early, only when none of them is any more. */
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
