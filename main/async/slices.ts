import { setImmediate } from 'node:timers/promises'

/** Passes lists on in slices of at most so many items, and lets whatever else waits for this thread have its turn between two slices of a list. */
export async function* slices<T>(lists: AsyncIterable<T[]>, { most }: { most: number }): AsyncIterable<T[]> {
  for await (const list of lists)
    for (let at = 0; at < list.length; at += most) {
      if (at > 0) await setImmediate()
      yield list.slice(at, at + most)
    }
}
