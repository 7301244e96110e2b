import { isWithin } from '../../../io/paths.ts'
import type { UploadStore } from './upload-store.ts'

const everyMs = 10 * 60_000

/** Removes what is too old now and then, until disposed; drops that a batch still needs stay. `sourcesInUse`: of batches that are not over. */
export function expireRegularly(store: UploadStore, sourcesInUse: () => Promise<string[]>): Disposable {
  const expire = async () => {
    const sources = await sourcesInUse()
    await store.expire((drop) => sources.some((source) => isWithin(drop, source) || isWithin(source, drop)))
  }
  // What cannot be removed now is tried again the next time.
  const timer = setInterval(() => void expire().catch(() => {}), everyMs)
  timer.unref()
  return { [Symbol.dispose]: () => clearInterval(timer) }
}
