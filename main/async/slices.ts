import { setImmediate } from 'node:timers/promises'

/** Yields lists in slices of at most `most` items. Between two slices of a list, other work of this thread gets a turn. */
export async function* slices<T>(lists: AsyncIterable<T[]>, { most }: { most: number }): AsyncIterable<T[]> {
  for await (const list of lists)
    for (let at = 0; at < list.length; at += most) {
      if (at > 0) await setImmediate()
      yield list.slice(at, at + most)
    }
}
