import type { BatchRecord } from '../journal/batches/batch-record.ts'
import type { Arrivals } from './arriving/arrivals.ts'
import type { EngineParts } from './batch-context.ts'
import { BatchRun } from './batch-run.ts'
import type { BatchesUnderWay } from './batches-under-way.ts'
import { diskOf } from './disk-of.ts'
import { openBatch } from './open-batch.ts'
import type { Announcer } from './recording/announcer.ts'
import type { Retention } from './retention.ts'
import type { RunOptions } from './run-options.ts'
import { batchKey, newBatch, type RunRequest, type StartRequest } from './start-request.ts'
import { endedOf, endOf, restedUntil, undoneOf } from './taking-up.ts'

export interface StarterParts {
  parts: EngineParts
  announcer: Announcer
  arrivals: Arrivals
  underWay: BatchesUnderWay
  retention: Retention
}

/** Begins batches and goes on with those that were left. Whoever calls it has the turn: nothing else opens a batch meanwhile. */
export class BatchStarter {
  readonly #options: StarterParts

  constructor(options: StarterParts) {
    this.#options = options
  }

  /** The batch of this recipe, these sources and this folder: the one under way, else the one that was left, else a new one. */
  async start(request: StartRequest): Promise<BatchRun> {
    const { arrivals, underWay } = this.#options
    const current = underWay.ofKey(batchKey(request))
    if (current) return current
    const expected = arrivals.of(request.sources)
    const unfinished = request.partlyUndone ?? (await this.earlier(request))
    if (unfinished) return this.run(unfinished, { ...request, expected, continued: true })
    return this.#begin({ ...request, expected, continued: false })
  }

  /** The batch that `start` goes on with; null where it begins one. */
  earlier(request: Pick<StartRequest, 'recipe' | 'sources' | 'out'>): Promise<BatchRecord | null> {
    const { parts, arrivals } = this.#options
    // Of files that are on their way there is one batch, also if it ended without all of them.
    const which = arrivals.of(request.sources) ? 'batchOfKey' : 'findUnfinished'
    return parts.journal.call(which, batchKey(request))
  }

  async #begin(request: RunRequest): Promise<BatchRun> {
    const { journal, clock } = this.#options.parts
    const begun = { startedMs: clock.nowMs(), mount: await diskOf(this.#options.parts, request.out) }
    const record = await journal.call('addBatch', newBatch(batchKey(request), request, begun))
    try {
      return await this.run(record, request)
    } catch (error) {
      // Also where that cannot be noted, what kept it from beginning is what is told.
      await journal.call('dropUnbegun', record.n).catch(() => {})
      throw error
    }
  }

  /** Sets a batch that is in the journal to work. Faults: those of opening it, and then it is as it was. */
  async run(asItWas: BatchRecord, request: RunRequest): Promise<BatchRun> {
    const { parts, announcer, underWay, retention } = this.#options
    const resumedMs = parts.clock.nowMs()
    const record = { ...asItWas, restedMs: restedUntil(asItWas, resumedMs) }
    const stopNow = new AbortController()
    const { expected } = request
    const feed = request.feed ?? expected?.newFeed()
    const opening = { ...request, ...(feed && { feed }), stopNow: stopNow.signal }
    const { batch, begun } = await openBatch(parts, record, opening)
    if (request.continued && !request.only && !feed) await parts.journal.call('listAgain', record.n)
    await this.#noteRunning(record, request.continued ? { resumedMs } : {})
    const run = new BatchRun(batch, { ...begun, announcer, stopNow, expected, ...endsOf(record, request) })
    underWay.add(run)
    void retention.after(run.finished)
    if (feed) void expected?.fill(feed, run)
    return run
  }

  async #noteRunning({ n, restedMs }: BatchRecord, at: { resumedMs?: number }): Promise<void> {
    const { journal } = this.#options.parts
    await journal.call('setBatchState', { n, state: 'running', endedMs: null, restedMs, ...at })
  }
}

/** What it counts from, and what it is afterwards: both differ where only a part of it is taken up. */
function endsOf({ counts, state }: BatchRecord, request: RunRequest): Pick<RunOptions, 'counts' | 'endsAs'> {
  if (request.only) return { counts, endsAs: endOf(state) }
  if (request.partlyUndone) return { counts: undoneOf(counts) }
  return request.feed ? { counts: endedOf(counts) } : {}
}
