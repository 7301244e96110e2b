import { givesWay, type TaskResult, type TransformReply, type TransformTask } from '../contract/task.ts'
import { familyNamed } from './families.ts'

/**
 * Opens what a task has written and will be published, where its family reads it whole, and notes what it has found. Raises what that check raises,
 * `result-wrong` above all. Tells whoever watches over the task of each.
 */
export async function checkResults(
  { family: name, branches }: TransformTask,
  { results }: Pick<TransformReply, 'results'>,
  onEach: () => void,
): Promise<void> {
  const family = await familyNamed(name)
  if (!family.checkBytes) return
  for (const result of results.filter((each) => isToBeChecked(each, branches))) {
    result.checked = await family.checkBytes(result)
    onEach()
  }
}

/** Of a plain one nothing but its size can be checked; one that gives way is not published. */
function isToBeChecked(result: TaskResult, branches: TransformTask['branches']): boolean {
  const branch = branches[result.branch]
  if (!branch?.checks || result.plain) return false
  return !branch.notSmaller || !givesWay(result, branch.notSmaller)
}
