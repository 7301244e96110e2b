import type { Clock } from './clock.ts'

/**
 * How many threads of this process hang in a system call and were given up. Node waits for every thread before it exits, so while
 * there are any, only a signal ends the process.
 */
export const stuckThreads = { count: 0 }

/** The part of a thread used here. */
interface Thread {
  terminate(): Promise<unknown>
  unref(): void
}

/** Stops waiting for a thread, which ends some time later or with the process. `ended` settles when it does. */
export function leaveThread(thread: Pick<Thread, 'unref'>, ended: Promise<unknown>): void {
  stuckThreads.count++
  const isGone = () => void stuckThreads.count--
  void ended.then(isGone, isGone)
  thread.unref()
}

/** Ends a thread, or gives it up if it has not ended after `timeoutMs`. */
export async function endThread(
  thread: Thread,
  { clock, timeoutMs }: { clock: Clock; timeoutMs: number },
): Promise<void> {
  const late = Promise.withResolvers<'late'>()
  using _ = clock.after(timeoutMs, () => late.resolve('late'))
  const ended = thread.terminate()
  if ((await Promise.race([ended, late.promise])) === 'late') leaveThread(thread, ended)
}
