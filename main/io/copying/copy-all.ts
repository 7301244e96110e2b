import { ioFault } from '../errno.ts'
import { flushWritten } from '../flushing/flush-all.ts'
import type { Outcome } from '../outcome.ts'
import { child } from '../paths.ts'
import { copyOne } from './copy-one.ts'
import type { CopyRequest, Written } from './copy-request.ts'
import { likeOriginals } from './like-original.ts'

/**
 * Copies in turn and flushes together; each has its own outcome, and a failed one leaves nothing behind. `stop`: a shared word, not 0 to
 * end early. Where it has a second word, that counts the chunks of `chunkBytes` that have been copied.
 */
export async function copyAll(requests: CopyRequest[], stop?: Int32Array): Promise<Outcome<Written>[]> {
  const written = requests.map((request): Outcome<Written> => {
    try {
      return { ok: true, value: copyOne(request, stop) }
    } catch (error) {
      return { ok: false, fault: ioFault(error, request.source).toWire() }
    }
  })
  keepAttributes(requests, written)
  const attempts = requests.map(({ folder, attempt }) => child(folder, attempt))
  return flushWritten(attempts, written)
}

/** What was set is part of the state that the attempt is known by. */
function keepAttributes(requests: CopyRequest[], written: Outcome<Written>[]): void {
  const moving = requests.flatMap((request, at) => {
    const outcome = written[at]
    return request.keepAll && outcome?.ok ? [{ request, outcome }] : []
  })
  const found = likeOriginals(
    moving.map(({ request: { source, folder, attempt } }) => ({ source, copy: child(folder, attempt) })),
  )
  for (const [at, { outcome }] of moving.entries()) outcome.value.identity = found[at] ?? outcome.value.identity
}
