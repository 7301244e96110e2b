import { type EngineAnswers, type FileInHand, workingsMost } from '../../../contract/engine-commands.ts'
import type { Claimant, WeightedSemaphore } from '../../async/semaphore.ts'
import type { Watchdog } from '../../async/watchdog.ts'
import type { BatchRun } from '../batch-run.ts'
import { copiesMost, copiesOf } from '../claims.ts'

interface Rooms {
  watchdog: Watchdog
  permits: WeightedSemaphore
  runs: readonly BatchRun[]
}

/** What the engine does and waits for at this moment. */
export function workings({ watchdog, permits, runs }: Rooms): EngineAnswers['engine.workings'] {
  const { waiting, slow, loopDelayMs } = watchdog.report()
  return {
    waiting: waiting.slice(0, workingsMost).map(({ what, who, sinceMs }) => ({ what, holder: who, sinceMs })),
    slow: slow.slice(0, workingsMost).map(({ what, who, ms }) => ({ what: who ? `${what}: ${who}` : what, ms })),
    eventLoopDelayMs: loopDelayMs,
    shared: [
      ...permits.usage().map(({ name, used, budget, wanted }) => ({ name, used, limit: budget, waiting: wanted })),
      copiesOfAll(permits, runs),
    ],
    stages: stagesOf(runs),
    inHand: inHandOf(runs),
  }
}

/** Those of all batches together, each of which may have so many. */
function copiesOfAll(
  permits: WeightedSemaphore,
  runs: readonly BatchRun[],
): EngineAnswers['engine.workings']['shared'][number] {
  const names = runs.map(({ id }) => copiesOf(id))
  const claimed = (by: readonly Claimant[]): number[] =>
    by.flatMap(({ claims }) => names.flatMap((name) => claims[name] ?? []))
  const used = claimed(permits.held()).reduce((sum, amount) => sum + amount, 0)
  return {
    name: 'copies',
    used,
    limit: copiesMost * Math.max(1, runs.length),
    waiting: claimed(permits.waiting()).length,
  }
}

function stagesOf(runs: readonly BatchRun[]): EngineAnswers['engine.workings']['stages'] {
  const total = new Map<string, number>()
  for (const { tally } of runs)
    for (const [stage, ms] of tally.stageTimes()) total.set(stage, (total.get(stage) ?? 0) + ms)
  return Array.from(total, ([stage, ms]) => ({ stage, ms })).sort((a, b) => b.ms - a.ms)
}

function inHandOf(runs: readonly BatchRun[]): FileInHand[] {
  const files = runs.flatMap(({ id, tally }) =>
    tally.ages().map(({ row: { seq, path, stage }, ms }) => ({ batch: id, seq, path, stage, ms })),
  )
  return files.sort((a, b) => b.ms - a.ms).slice(0, workingsMost)
}
