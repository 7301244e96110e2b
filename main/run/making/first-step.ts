import type { SegmentStep } from '../../../contract/task.ts'

/** What a call is called before it tells of its steps: the first step of these lists, `read` where there is none. */
export function firstStepOf(...lists: SegmentStep[][]): string {
  const [first] = lists.flat()
  if (!first) return 'read'
  return 'step' in first ? first.step : firstStepOf(first.steps)
}
