import type { PacePoint } from '../../../contract/history-commands.ts'
import type { EngineEvent, BatchSnapshot } from '../../../contract/event.ts'
import type { Clock } from '../../async/clock.ts'
import type { Journal } from '../../journal/journal.ts'

/** A chart shows no more; a longer batch has its points further apart. */
export const pointsMost = 240
const leastApartMs = 1000

interface Trace {
  points: PacePoint[]
  apartMs: number
}

interface KeeperOptions {
  journal: Journal
  clock: Clock
  listen: (options: { signal: AbortSignal }) => AsyncIterable<EngineEvent>
}

/** Remembers how fast each batch goes, and has it noted when the batch rests or is over. What it misses, a chart lacks; nothing waits for it. */
export class PaceKeeper implements AsyncDisposable {
  readonly #options: KeeperOptions
  readonly #traces = new Map<string, Trace>()
  readonly #leaving = new AbortController()
  readonly #listening: Promise<void>

  constructor(options: KeeperOptions) {
    this.#options = options
    // An engine that goes away ends the listening with a fault.
    this.#listening = this.#listen().catch(() => {})
  }

  /** Of a batch under way, else as it was noted. */
  async pace(batchId: string): Promise<PacePoint[]> {
    return this.#traces.get(batchId)?.points ?? (await this.#options.journal.call('paceNoted', batchId))
  }

  async #listen(): Promise<void> {
    for await (const event of this.#options.listen({ signal: this.#leaving.signal })) {
      if (event.type === 'batch' || event.type === 'finished') await this.#hear(event.batch)
      if (event.type === 'finished') this.#note(event.batch)
    }
  }

  async #hear(batch: BatchSnapshot): Promise<void> {
    const { batchId, state } = batch
    const over = state === 'finished' || state === 'cancelled'
    // What is told of a batch that is over, such as an undo, is no part of its run.
    if (over && !this.#traces.has(batchId)) return
    const trace = this.#traces.get(batchId) ?? (await this.#begun(batchId))
    this.#traces.set(batchId, trace)
    addPoint(trace, { atMs: this.#options.clock.nowMs(), ended: endedOf(batch) }, { isLast: over })
  }

  /** Behind what an earlier engine has noted, where it is gone on with. */
  async #begun(batchId: string): Promise<Trace> {
    const points = await this.#options.journal.call('paceNoted', batchId).catch(() => [])
    return { points, apartMs: leastApartMs }
  }

  /** A batch that rests may be gone on with: then the rest of its points is added to these. */
  #note({ batchId, state }: BatchSnapshot): void {
    const points = this.#traces.get(batchId)?.points
    if (!points) return
    if (state === 'finished' || state === 'cancelled') this.#traces.delete(batchId)
    void this.#options.journal.call('notePace', { batchId, points }).catch(() => {})
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#leaving.abort()
    await this.#listening
  }
}

function endedOf({ counts }: BatchSnapshot): number {
  return counts.done + counts.failed + counts.skipped + counts.cancelled + counts.undone
}

/** The last point is always taken, so that the chart ends where the batch did. */
export function addPoint(trace: Trace, point: PacePoint, { isLast }: { isLast: boolean }): void {
  const last = trace.points.at(-1)
  if (last && !isLast && point.atMs - last.atMs < trace.apartMs) return
  trace.points.push(point)
  if (trace.points.length <= pointsMost) return
  trace.points = trace.points.filter((_, nth) => nth % 2 === 0 || nth === trace.points.length - 1)
  trace.apartMs *= 2
}
