import { addAbortListener } from 'node:events'
import { Fault } from '../../../contract/fault.ts'
import { Batcher } from '../../async/batcher.ts'
import type { Clock } from '../../async/clock.ts'
import { regularly } from '../../async/regularly.ts'
import { chunkBytes, copiedAt } from '../../io/copying/copied-chunks.ts'
import type { CopyRequest, Written } from '../../io/copying/copy-request.ts'
import type { Outcome } from '../../io/outcome.ts'
import type { IoLane } from '../lanes/io.ts'

/** Files below this travel in groups: one call to an io thread carries many. */
export const smallFileBytes = 1 << 20
const groupMost = 64
const groupMostBytes = 8 << 20
const groupWaitMs = 5
const toldEveryMs = 250

interface Copying {
  signal: AbortSignal
  /** Told now and then how much of a large file has been copied. */
  onCopied?: (fraction: number) => void
}

/** Copies sources to attempts through the io threads. Closing waits for what is under way. */
export class Copier implements AsyncDisposable {
  readonly #io: IoLane
  readonly #small: Batcher<CopyRequest, Written>

  constructor({ io, clock, concurrency }: { io: IoLane; clock: Clock; concurrency: number }) {
    this.#io = io
    this.#small = new Batcher({
      maxItems: groupMost,
      maxWeight: groupMostBytes,
      maxWaitMs: groupWaitMs,
      concurrency,
      clock,
      run: async (requests) => (await io.call('copy', requests)).map(settled),
    })
  }

  /** A large copy stops as `copyOne` does; a small one ends before an abort could tell. */
  copy(request: CopyRequest, copying: Copying): Promise<Written> {
    copying.signal.throwIfAborted()
    const { sizeBytes } = request.planned
    return sizeBytes < smallFileBytes
      ? this.#small.add(request, { weight: sizeBytes })
      : copyOne(this.#io, request, copying)
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#small[Symbol.asyncDispose]()
  }
}

/** Copies one file, whatever its size: within a megabyte of an abort it stops, and leaves nothing. */
export async function copyOne(io: IoLane, request: CopyRequest, { signal, onCopied }: Copying): Promise<Written> {
  const stop = new Int32Array(new SharedArrayBuffer(8))
  using _ = addAbortListener(signal, () => Atomics.store(stop, 0, 1))
  const tell = (): void => onCopied?.(fractionOf(stop, request.planned))
  using _telling = regularly(toldEveryMs, tell)
  const [outcome] = await io.call('copy', [request], stop)
  if (outcome?.ok) return outcome.value
  signal.throwIfAborted()
  throw outcome ? Fault.fromWire(outcome.fault) : new Fault('bug', { subject: request.source })
}

function fractionOf(stop: Int32Array, { sizeBytes }: CopyRequest['planned']): number {
  return Math.min(1, (Atomics.load(stop, copiedAt) * chunkBytes) / sizeBytes)
}

/** An outcome of an io thread as the batcher hands it to its caller. */
export function settled<T>(outcome: Outcome<T>): { ok: true; value: T } | { ok: false; error: Fault } {
  return outcome.ok ? outcome : { ok: false, error: Fault.fromWire(outcome.fault) }
}
