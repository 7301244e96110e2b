import { subjectOf } from '../../../contract/task.ts'
import type { Claims } from '../../async/budgets.ts'
import type { Clock } from '../../async/clock.ts'
import { WeightedSemaphore } from '../../async/semaphore.ts'
import type { ReadiedLane } from './task-lanes.ts'

/** A lane of one process for several who ask: they wait for their turn. */
export function oneAtATime(lane: ReadiedLane, clock: Clock): ReadiedLane {
  return inTurn(lane, new WeightedSemaphore({ budgets: { turn: 1 }, clock }), { turn: 1 })
}

/** A lane for whoever has no permits as a job has: each task waits for its own, among all others that wait for such. */
export function inTurn(lane: ReadiedLane, permits: WeightedSemaphore, claims: Claims): ReadiedLane {
  return {
    prestart: (count, family) => lane.prestart(count, family),
    async run(task, options) {
      using _ = await permits.acquire(claims, { signal: options.signal, who: subjectOf(task) })
      return await lane.run(task, options)
    },
  }
}
