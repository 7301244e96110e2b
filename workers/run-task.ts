import type { Facts } from '../contract/facts.ts'
import type { InspectTask, ReplyTo, Task, TaskReply } from '../contract/task.ts'
import { familyOf } from './families.ts'
import { inspect } from './inspect.ts'
import { type RunTaskOptions, runTransform } from './run-transform.ts'

/** Carries out one task in this thread and answers it; null for a check that passed. Throws faults, and whatever steps throw. */
export async function runTask<T extends Task>(task: T, options: RunTaskOptions): Promise<ReplyTo<T>> {
  return (await carryOut(task, options)) as ReplyTo<T>
}

async function carryOut(task: Task, options: RunTaskOptions): Promise<TaskReply> {
  if (task.kind === 'transform') return runTransform(task, options)
  if (task.kind === 'inspect') return { facts: await lookIntoAll(task) }
  options.onProgress('check', 0)
  const family = await familyOf(task)
  for (const [at, result] of task.results.entries()) {
    if (family.checkBytes) await family.checkBytes(result)
    else await family.check?.(result, task.secrets ?? {})
    options.onProgress('check', (at + 1) / task.results.length)
  }
  return null
}

/** So many are open at a time: more than the system reads at once. */
const openMost = 8

async function lookIntoAll(task: InspectTask): Promise<Facts[]> {
  const facts: Facts[] = []
  for (let at = 0; at < task.paths.length; at += openMost) {
    const few = task.paths.slice(at, at + openMost)
    facts.push(...(await Promise.all(few.map((path) => lookInto(path, task)))))
  }
  return facts
}

async function lookInto(path: string, { measures, kinds }: InspectTask): Promise<Facts> {
  if (kinds) return (await import('./kind-by-content.ts')).kindByContent(path)
  if (!measures) return inspect(path)
  const { measurePicture } = await import('./carriers/measure-picture.ts')
  return { ...(await inspect(path)), ...(await measurePicture(path)) }
}
