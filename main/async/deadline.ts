import { onAbort } from './abort-listener.ts'
import type { Clock } from './clock.ts'

/** Something took longer than it may. */
export class DeadlineError extends Error {
  readonly what: string
  readonly timeoutMs: number

  constructor({ what, timeoutMs }: { what: string; timeoutMs: number }) {
    super(`${what} took longer than ${timeoutMs} ms.`)
    this.name = 'DeadlineError'
    this.what = what
    this.timeoutMs = timeoutMs
  }
}

interface DeadlineOptions {
  signal: AbortSignal
  timeoutMs: number
  clock: Clock
  /** What the caller waits for, in words for the error. */
  what: string
}

/**
 * Runs `fn` with a signal that aborts when `signal` does or the time is up. Settles as `fn` does, or rejects at once on such an abort, with the
 * signal's reason or a `DeadlineError`. It does not wait for `fn` then; what `fn` still does or throws is ignored.
 */
export async function withDeadline<T>(
  fn: (signal: AbortSignal) => Promise<T>,
  { signal, timeoutMs, clock, what }: DeadlineOptions,
): Promise<T> {
  signal.throwIfAborted()
  const controller = new AbortController()
  const ended = Promise.withResolvers<never>()
  const end = (reason: unknown): void => {
    ended.reject(reason)
    controller.abort(reason)
  }
  using _outer = onAbort(signal, () => end(signal.reason))
  using _timer = clock.after(timeoutMs, () => end(new DeadlineError({ what, timeoutMs })))
  return await Promise.race([Promise.try(fn, controller.signal), ended.promise])
}
