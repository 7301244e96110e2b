import type { Task, TransformReply } from '../contract/task.ts'
import { familyNamed } from './families.ts'
import { type RunTaskOptions, runTransform } from './run-transform.ts'

/** Carries out one task in this thread and answers it; null for a check that passed. Throws faults, and whatever steps throw. */
export async function runTask(task: Task, options: RunTaskOptions): Promise<TransformReply | null> {
  if (task.kind === 'transform') return runTransform(task, options)
  options.onProgress('check', 0)
  const family = await familyNamed(task.family)
  await family.check(task.result)
  options.onProgress('check', 1)
  return null
}
