import { onAbort } from './abort-listener.ts'

/** Settles as the promise does; rejects with the signal's reason once that aborts, while the promise goes on by itself. */
export async function waitFor<T>(promise: Promise<T>, { signal }: { signal: AbortSignal }): Promise<T> {
  // Nobody hears of it any more, and what nobody hears of would end the process.
  if (signal.aborted) promise.catch(() => {})
  signal.throwIfAborted()
  const givenUp = Promise.withResolvers<never>()
  using _ = onAbort(signal, () => givenUp.reject(signal.reason))
  return await Promise.race([promise, givenUp.promise])
}
