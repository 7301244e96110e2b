import { compileCondition, conditionHolds, type Test } from '../contract/condition.ts'
import { quoted } from '../contract/did-you-mean.ts'
import { Fault } from '../contract/fault.ts'
import type { StepCall } from '../contract/step.ts'
import type { SegmentStep, TransformTask } from '../contract/task.ts'
import type { Family } from './family.ts'
import type { Meter } from './meter.ts'
import { secretValue } from './secret-value.ts'
import type { Step, StepContext } from './steps/define-step.ts'
import type { WrittenResults } from './written-results.ts'

/** A step to whoever calls it: the recipe's reader has checked the options against its schema, and the family vouches for the value. */
export interface Runnable extends Pick<Step, 'shape'> {
  run(value: unknown, options: unknown, context: StepContext): Promise<unknown>
}

/** What every step of one task shares. */
export interface Course {
  task: TransformTask
  family: Family<unknown>
  steps: Map<string, Runnable>
  meter: Meter
  onSpawned: (pid: number) => void
  written: WrittenResults
  /** Many files become one result. */
  gathers: boolean
}

/** What comes of values by steps one after the other, in order. Faults: those of the steps. */
export async function runSteps(course: Course, calls: SegmentStep[], values: unknown[]): Promise<unknown[]> {
  const { family } = course
  for (const call of calls) {
    const finished = values.filter((value) => family.isFinished?.(value))
    const open = finished.length > 0 ? values.filter((value) => !family.isFinished?.(value)) : values
    const made = 'step' in call ? await runStep(course, call, open) : await runWhen(course, call, open)
    values = [...made, ...finished]
  }
  return values
}

/** Values that meet the condition take the steps, the others pass by; all keep their order. */
async function runWhen(
  course: Course,
  { when, steps }: Exclude<SegmentStep, StepCall>,
  values: unknown[],
): Promise<unknown[]> {
  const tests = compileCondition(when)
  const met = values.filter((value) => holds(tests, course, value))
  if (met.length === 0) {
    for (const name of stepNames(steps)) course.meter.skip(name)
    return values
  }
  if (met.length === values.length) return runSteps(course, steps, values)
  const made = new Map<unknown, unknown[]>()
  for (const value of met) made.set(value, await runSteps(course, steps, [value]))
  return values.flatMap((value) => made.get(value) ?? [value])
}

/** A condition that nobody can decide is no condition that does not hold: a step that was to encrypt must not be passed over in silence. */
function holds(tests: Test[], { family, task }: Course, value: unknown): boolean {
  const facts = { ...task.known, ...family.facts(value) }
  const decided = conditionHolds(tests, facts)
  if (decided !== null) return decided
  const unknown = tests.map(({ fact }) => fact).filter((fact) => facts[fact] === undefined)
  const subject = task.sources[0]?.path ?? ''
  throw new Fault('step-failed', {
    subject,
    why: `The condition needs ${unknown.map(quoted).join(', ')}, which no earlier step has found out.`,
  })
}

async function runStep(course: Course, { step: name, options }: StepCall, values: unknown[]): Promise<unknown[]> {
  const { task, steps, meter } = course
  const step = steps.get(name)
  if (!step) throw new Fault('bug', { subject: name, why: 'The worker does not know this step.' })
  return meter.stage(name, async (progress) => {
    const inputs = step.shape === 'gather' ? [values] : values
    const made: unknown[] = []
    for (const [index, input] of inputs.entries()) {
      const subject = task.sources[Math.min(index, task.sources.length - 1)]?.path ?? name
      const part = (fraction: number): void => progress((index + fraction) / inputs.length)
      const output = await step.run(input, options, {
        subject,
        limits: task.limits,
        secret: (wanted) => secretValue(task.secrets ?? {}, wanted),
        progress: part,
      })
      if (step.shape === 'split') made.push(...(output as unknown[]))
      else made.push(output)
    }
    return made
  })
}

/** Names of all steps, those of conditions too. */
export function stepNames(calls: SegmentStep[]): string[] {
  return calls.flatMap((call) => ('step' in call ? [call.step] : stepNames(call.steps)))
}
