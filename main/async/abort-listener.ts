import { addAbortListener } from 'node:events'
import { Release } from './release.ts'

interface Calls {
  fns: Set<() => void>
  listener: Disposable
}

const callsOf = new WeakMap<AbortSignal, Calls>()

/**
 * Calls `fn` when the signal aborts, in order of asking, until disposed; the signal must not be aborted yet, and `fn` must not throw.
 * However many ask, the signal carries one listener, and none once all have been disposed: Node compares each new listener with all
 * there are, which made 20,000 waits on one signal cost two seconds.
 */
export function onAbort(signal: AbortSignal, fn: () => void): Disposable {
  const calls = callsOf.get(signal) ?? listenTo(signal)
  // A wrapper, so that the same function asked for twice is called twice.
  const call = (): void => fn()
  calls.fns.add(call)
  return new Release(() => void (calls.fns.delete(call) && calls.fns.size === 0 && forget(signal, calls)))
}

function listenTo(signal: AbortSignal): Calls {
  const fns = new Set<() => void>()
  const calls = {
    fns,
    listener: addAbortListener(signal, () => {
      for (const fn of fns) fn()
    }),
  }
  callsOf.set(signal, calls)
  return calls
}

function forget(signal: AbortSignal, { listener }: Calls): void {
  callsOf.delete(signal)
  listener[Symbol.dispose]()
}
