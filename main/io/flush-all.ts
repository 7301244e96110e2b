import { errnoOf, ioFault } from './errno.ts'
import { flushFile, flushFileSoon } from './flush.ts'
import type { Outcome } from './outcome.ts'
import { dispose } from './remove.ts'

/** Flushes that take less met no disk (memory, a cache that answers for it): going on in turn costs less than handing over. */
const promptMs = 0.2
/** So many more may be owed: a single one takes long, too, when the thread had to wait for a core. */
const slackMs = 2
/** As many as libuv has threads. A file system writes what is asked for together in one go. */
const mostAtOnce = 4

/**
 * Puts finished attempts on the disk itself, several at a time where that takes time. One that cannot be flushed is removed. Written before the
 * first is flushed, they share most of the writing.
 */
export async function flushAll(paths: string[]): Promise<Outcome<null>[]> {
  const outcomes: (Outcome<null> | 'later')[] = flushPrompt(paths)
  const lane = async () => {
    while (outcomes.length < paths.length) {
      const at = outcomes.push('later') - 1
      outcomes[at] = await flushSoon(paths[at] ?? '')
    }
  }
  await Promise.all(Array.from({ length: Math.min(mostAtOnce, paths.length - outcomes.length) }, lane))
  return outcomes.map((outcome, at) => (outcome === 'later' ? flushNow(paths[at] ?? '') : outcome))
}

/** In turn, while they take next to no time. */
function flushPrompt(paths: string[]): Outcome<null>[] {
  const outcomes: Outcome<null>[] = []
  const startMs = performance.now()
  for (const path of paths) {
    outcomes.push(flushNow(path))
    if (performance.now() - startMs > promptMs * outcomes.length + slackMs) break
  }
  return outcomes
}

function flushNow(path: string): Outcome<null> {
  try {
    flushFile(path)
    return { ok: true, value: null }
  } catch (error) {
    return notFlushed(path, error)
  }
}

/** `later`: there were too many open files for another one. */
async function flushSoon(path: string): Promise<Outcome<null> | 'later'> {
  try {
    await flushFileSoon(path)
    return { ok: true, value: null }
  } catch (error) {
    return errnoOf(error) === 'EMFILE' || errnoOf(error) === 'ENFILE' ? 'later' : notFlushed(path, error)
  }
}

function notFlushed(path: string, error: unknown): Outcome<null> {
  dispose(path)
  return { ok: false, fault: ioFault(error, path).toWire() }
}
