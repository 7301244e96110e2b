import type { Clock } from './clock.ts'

/**
 * Threads of this process that hang in a call of the system, and are not waited for any more. Node waits for every thread before it ends, so while
 * there are any only a signal ends the process.
 */
export const stuckThreads = { count: 0 }

/** What is needed of a thread here. */
interface Thread {
  terminate(): Promise<unknown>
  unref(): void
}

/** Does not wait for a thread any more, which ends some time or with the process. `ended`: settles when it does, one way or the other. */
export function leaveThread(thread: Pick<Thread, 'unref'>, ended: Promise<unknown>): void {
  stuckThreads.count++
  const isGone = () => void stuckThreads.count--
  void ended.then(isGone, isGone)
  thread.unref()
}

/** Ends a thread, or leaves it when it has not ended by then. */
export async function endThread(
  thread: Thread,
  { clock, timeoutMs }: { clock: Clock; timeoutMs: number },
): Promise<void> {
  const late = Promise.withResolvers<'late'>()
  using _ = clock.after(timeoutMs, () => late.resolve('late'))
  const ended = thread.terminate()
  if ((await Promise.race([ended, late.promise])) === 'late') leaveThread(thread, ended)
}
