import type { Clock } from '../../async/clock.ts'
import { WeightedSemaphore } from '../../async/semaphore.ts'
import { subjectOf } from '../../../contract/task.ts'
import type { ReadiedLane } from './task-lanes.ts'

/** A lane of one process for several who ask: they wait for their turn. */
export function oneAtATime(lane: ReadiedLane, clock: Clock): ReadiedLane {
  const turns = new WeightedSemaphore({ budgets: { turn: 1 }, clock })
  return {
    prestart: (count, family) => lane.prestart(count, family),
    async run(task, options) {
      using _ = await turns.acquire({ turn: 1 }, { signal: options.signal, who: subjectOf(task) })
      return await lane.run(task, options)
    },
  }
}
