import { isIdle } from './batch-state.ts'
import type { LiveBatch, Mirror } from './mirror.ts'

/** Batches that are not over and have something left, whether at work or at rest. */
export function underWay({ batches }: Pick<Mirror, 'batches'>): LiveBatch[] {
  return [...batches.values()].filter(({ isLive, snapshot }) => isLive && !isIdle(snapshot))
}
