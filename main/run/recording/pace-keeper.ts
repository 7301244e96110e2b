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
  /** Files that were worked on before the batch was taken up. */
  before: number
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
      if (event.type === 'finished') this.#note(event.batch.batchId)
    }
  }

  async #hear(batch: BatchSnapshot): Promise<void> {
    const { batchId, state, workedFiles } = batch
    // What is told of a batch that nothing works on, such as an undo, is no part of its run.
    if (workedFiles === undefined) return
    const trace = this.#traces.get(batchId) ?? (await this.#begun(batchId))
    this.#traces.set(batchId, trace)
    const isLast = state === 'finished' || state === 'cancelled'
    addPoint(trace, { atMs: this.#options.clock.nowMs(), ended: trace.before + workedFiles }, { isLast })
  }

  /** Behind what an earlier engine has noted, where it is gone on with. */
  async #begun(batchId: string): Promise<Trace> {
    const points = await this.#options.journal.call('paceNoted', batchId).catch(() => [])
    return { points, apartMs: leastApartMs, before: points.at(-1)?.ended ?? 0 }
  }

  /** A batch may be taken up once more: then its points are added to these. */
  #note(batchId: string): void {
    const points = this.#traces.get(batchId)?.points
    if (!points) return
    this.#traces.delete(batchId)
    void this.#options.journal.call('notePace', { batchId, points }).catch(() => {})
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#leaving.abort()
    await this.#listening
  }
}

/** The last point is always taken, so that the chart ends where the batch did. */
export function addPoint(
  trace: Pick<Trace, 'points' | 'apartMs'>,
  point: PacePoint,
  { isLast }: { isLast: boolean },
): void {
  const last = trace.points.at(-1)
  if (last && !isLast && point.atMs - last.atMs < trace.apartMs) return
  trace.points.push(point)
  if (trace.points.length <= pointsMost) return
  trace.points = trace.points.filter((_, nth) => nth % 2 === 0 || nth === trace.points.length - 1)
  trace.apartMs *= 2
}
