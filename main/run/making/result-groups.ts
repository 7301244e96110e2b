import type { TaskResult } from '../../../contract/task.ts'

/** Of one branch, in a row. */
export interface ResultGroup {
  at: number
  results: (TaskResult | null)[]
}

/** Results taken over in one call of an io thread, and checked in one of a worker. */
const togetherMost = 64

/** Results by branch, in their order. */
export function resultGroups(results: [number, TaskResult | null][]): ResultGroup[] {
  const groups: ResultGroup[] = []
  for (const [at, result] of results) {
    const last = groups.at(-1)
    if (last?.at === at && last.results.length < togetherMost) last.results.push(result)
    else groups.push({ at, results: [result] })
  }
  return groups
}
