import { errnoOf, ioFault } from '../errno.ts'
import { flushFile, flushFileSoon, flushOpen, flushOpenSoon } from './flush.ts'
import type { Outcome } from '../outcome.ts'
import { dispose } from '../names/remove.ts'

/** Flushes that take less met no disk (memory, a cache that answers for it): going on in turn costs less than handing over. */
const promptMs = 0.2
/** So many more may be owed: a single one takes long, too, when the thread had to wait for a core. */
const slackMs = 2
/** As many as libuv has threads. A file system writes what is asked for together in one go. */
const mostAtOnce = 4

/** A finished attempt, and its descriptor where it is open. */
export interface Attempt {
  path: string
  descriptor?: number
}

/**
 * Puts finished attempts on the disk itself, several at a time where that takes time. One that cannot be flushed is removed. Written before the
 * first is flushed, they share most of the writing.
 */
export async function flushAll(attempts: readonly Attempt[]): Promise<Outcome<null>[]> {
  const outcomes: (Outcome<null> | Attempt)[] = flushPrompt(attempts)
  const lane = async () => {
    for (let next = attempts[outcomes.length]; next; next = attempts[outcomes.length]) {
      const at = outcomes.push(next) - 1
      outcomes[at] = await flushSoon(next)
    }
  }
  await Promise.all(Array.from({ length: Math.min(mostAtOnce, attempts.length - outcomes.length) }, lane))
  return outcomes.map((outcome) => ('ok' in outcome ? outcome : flushNow(outcome)))
}

/** Flushes what was written of these paths, each of which has its outcome. What cannot be flushed is removed, and has that as its outcome. */
export async function flushWritten<T>(paths: readonly string[], written: Outcome<T>[]): Promise<Outcome<T>[]> {
  const standing = paths.filter((_, at) => written[at]?.ok)
  const flushes = await flushAll(standing.map((path) => ({ path })))
  let nth = 0
  return written.map((outcome) => {
    const flush = outcome.ok ? flushes[nth++] : undefined
    return flush?.ok === false ? flush : outcome
  })
}

/** In turn, while they take next to no time. */
function flushPrompt(attempts: readonly Attempt[]): Outcome<null>[] {
  const outcomes: Outcome<null>[] = []
  const startMs = performance.now()
  for (const attempt of attempts) {
    outcomes.push(flushNow(attempt))
    if (performance.now() - startMs > promptMs * outcomes.length + slackMs) break
  }
  return outcomes
}

function flushNow({ path, descriptor }: Attempt): Outcome<null> {
  try {
    if (descriptor === undefined) flushFile(path)
    else flushOpen(descriptor)
    return { ok: true, value: null }
  } catch (error) {
    return notFlushed(path, error)
  }
}

/** Itself where there were too many open files for another one: its turn comes later. */
async function flushSoon(attempt: Attempt): Promise<Outcome<null> | Attempt> {
  const { path, descriptor } = attempt
  try {
    await (descriptor === undefined ? flushFileSoon(path) : flushOpenSoon(descriptor))
    return { ok: true, value: null }
  } catch (error) {
    return errnoOf(error) === 'EMFILE' || errnoOf(error) === 'ENFILE' ? attempt : notFlushed(path, error)
  }
}

function notFlushed(path: string, error: unknown): Outcome<null> {
  dispose(path)
  return { ok: false, fault: ioFault(error, path).toWire() }
}
