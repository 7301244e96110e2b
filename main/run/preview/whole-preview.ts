import { randomBytes } from 'node:crypto'
import type { Facts } from '../../../contract/facts.ts'
import type { PreviewResult } from '../../../contract/preview-commands.ts'
import type { Recipe } from '../../../contract/recipe.ts'
import { emptyCounts } from '../../../contract/job.ts'
import type { BatchRecord } from '../../journal/batches/batch-record.ts'
import type { EngineParts } from '../batch-context.ts'
import type { Job } from '../job.ts'
import { inTurn } from '../lanes/in-turn.ts'
import type { ReadiedLane } from '../lanes/task-lanes.ts'
import { linked, plainName } from '../commit/linked-results.ts'
import { openBatch } from '../open-batch.ts'
import { Sealer } from '../making/sealer.ts'
import { transform } from '../making/transformer.ts'
import type { Naming } from '../targets.ts'
import { shownName } from './sketch-preview.ts'

export interface WholeRequest {
  job: Job
  naming: Naming
  text: string
  signal: AbortSignal
}

export interface WholeResults {
  results: (Omit<PreviewResult, 'picture' | 'excerpt'> & { path: string })[]
  sourceFacts: Facts
}

/** Runs the real course of a job into its output root, up to the checked results; nothing is published and nothing recorded. */
export async function runWhole(parts: EngineParts, lane: ReadiedLane, request: WholeRequest): Promise<WholeResults> {
  const { job, naming, text, signal } = request
  let sourceFacts: Facts = {}
  const listening: ReadiedLane = {
    prestart: (count, family) => lane.prestart(count, family),
    run: async (task, options) => {
      const reply = await lane.run(task, options)
      if (task.kind === 'transform' && task.sources[0]?.path === job.source && reply && 'sourceFacts' in reply)
        sourceFacts = { ...reply.sourceFacts[0], ...sourceFacts }
      return reply
    },
  }
  const thread = inTurn(parts.lanes.thread, parts.permits, { cpu: 1 })
  const own = { ...parts, lanes: { thread, process: listening } }
  const { batch } = await openBatch(own, recordOf(naming.recipe, { text, outRoot: naming.record.outRoot }), {
    recipe: { recipe: naming.recipe, text },
    sources: [job.source],
    conflict: undefined,
    waitMs: 0,
    again: true,
    held: false,
    continued: false,
    stopNow: signal,
  })
  await using sealer = new Sealer(own)
  const finished = await transform(job, batch, { signal, sealer, onStage: () => {}, onTimings: () => {} })
  const outputs = await linked(finished, batch, plainName)
  const results = outputs.map(({ branch, attempt, type, bytes, facts, ...name }) => ({
    branch,
    name: shownName(name, naming),
    type,
    bytes,
    facts: { ...facts },
    path: attempt,
  }))
  return { results, sourceFacts }
}

/** A batch that no journal has. */
function recordOf(recipe: Recipe, { text, outRoot }: { text: string; outRoot: string }): BatchRecord {
  return {
    n: -1,
    id: 'preview',
    token: randomBytes(5).toString('hex'),
    key: '',
    recipeName: recipe.name,
    recipeText: text,
    recipeFingerprint: recipe.fingerprint,
    outRoot,
    request: '{}',
    startedMs: 0,
    state: 'running',
    endedMs: null,
    restedMs: 0,
    workedMs: null,
    walked: false,
    counts: emptyCounts(),
    watch: null,
  }
}
