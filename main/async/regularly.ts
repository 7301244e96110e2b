import { Release } from './release.ts'

/** Calls `fn` every so often until it is disposed; a pending call keeps the process alive. */
export function regularly(everyMs: number, fn: () => void): Disposable {
  const timer = setInterval(fn, everyMs)
  return new Release(() => clearInterval(timer))
}
