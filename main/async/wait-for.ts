import { onAbort } from './abort-listener.ts'

/** Settles as the promise does; on abort rejects with the signal's reason, while the promise goes on. */
export async function waitFor<T>(promise: Promise<T>, { signal }: { signal: AbortSignal }): Promise<T> {
  // Nobody awaits it any more, and an unhandled rejection would end the process.
  if (signal.aborted) promise.catch(() => {})
  signal.throwIfAborted()
  const givenUp = Promise.withResolvers<never>()
  using _ = onAbort(signal, () => givenUp.reject(signal.reason))
  return await Promise.race([promise, givenUp.promise])
}
