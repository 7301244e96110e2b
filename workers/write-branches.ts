import { givesWay, type NotSmaller } from '../contract/task.ts'
import type { Beside, WriteContext, Written } from './family.ts'
import { type Course, runSteps, stepNames } from './run-steps.ts'

/** To be told how far something is, from 0 to 1. */
type Told = (fraction: number) => void

/** Takes what the trunk has made through the steps of each branch, and writes what comes of it. */
export async function writeBranches(course: Course, trunk: unknown[]): Promise<void> {
  const { task, family, meter } = course
  const settles = task.branches.length > 1 && !task.sketch
  const values = settles ? await Promise.all(trunk.map((value) => family.settle(value))) : trunk
  for (const [branch, { steps, target, notSmaller }] of task.branches.entries()) {
    const made = await runSteps(course, steps, values)
    const last = [...stepNames(task.trunk), ...stepNames(steps)].at(-1)
    const writing = (progress: Told) => writeBranch(course, { branch, target, made, notSmaller }, progress)
    await (family.worksLate && last ? meter.late(last, writing) : meter.stage('write', writing))
  }
}

interface Branch {
  branch: number
  target: string
  made: unknown[]
  notSmaller: NotSmaller | undefined
}

async function writeBranch(
  course: Course,
  { branch, target, made, notSmaller }: Branch,
  progress: Told,
): Promise<void> {
  const { family, written, onSpawned: spawned } = course
  const beside: Beside[] = made.map((value, index) => ({ value, path: `${target}.${index}` }))
  for (const [index, one] of beside.entries()) {
    const { value, path } = one
    const part = (fraction: number): void => progress((index + fraction) / made.length)
    const result = await writeOne(course, value, { target: path, progress: part, beside, spawned })
    if (notSmaller && givesWay(result, notSmaller)) one.givesWayTo = notSmaller.to
    written.add({ branch, index, path, ...result, ...(family.isPlain?.(result) && { plain: true }) })
  }
}

function writeOne({ task, family }: Course, value: unknown, context: WriteContext): Promise<Written> {
  if (task.sketch && family.sketch) return family.sketch(value, { ...context, ...task.sketch })
  return family.write(value, context)
}
