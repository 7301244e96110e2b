import { givesWay, type TaskResult, type TransformReply, type TransformTask } from '../contract/task.ts'
import { familyNamed } from './families.ts'
import type { OnProgress } from './meter.ts'

/**
 * Opens what a task has written and will be published, where its family reads it whole, and notes what it has found. Raises what that check raises,
 * `result-wrong` above all.
 */
export async function checkResults(
  { family: name, branches }: TransformTask,
  { results }: Pick<TransformReply, 'results'>,
  { onProgress }: { onProgress: OnProgress },
): Promise<void> {
  const family = await familyNamed(name)
  if (!family.checkBytes) return
  for (const result of results.filter((each) => isToBeChecked(each, branches))) {
    // Whoever watches over the task hears of each.
    onProgress('write', 1)
    result.checked = await family.checkBytes(result)
  }
}

/** Of a plain one nothing but its size can be checked; one that gives way is not published. */
function isToBeChecked(result: TaskResult, branches: TransformTask['branches']): boolean {
  const branch = branches[result.branch]
  if (!branch?.checks || result.plain) return false
  return !branch.notSmaller || !givesWay(result, branch.notSmaller)
}
