import { setTimeout as sleep } from 'node:timers/promises'

const everyMs = 25
/** Longer than anything takes on a busy machine. */
const mostMs = 120_000

/** Looks until it is so; for what is told by no event. Throws with what was seen last. */
export async function eventually<T>(look: () => T | Promise<T>, isSo: (seen: T) => boolean, what = 'it'): Promise<T> {
  const deadlineMs = Date.now() + mostMs
  for (;;) {
    const seen = await look()
    if (isSo(seen)) return seen
    if (Date.now() > deadlineMs) throw new Error(`${what} never came; last seen: ${JSON.stringify(seen).slice(0, 300)}`)
    await sleep(everyMs)
  }
}
