import { Fault } from '../../contract/fault.ts'
import type { OutputBranch, Recipe, RecipeStep } from '../../contract/recipe.ts'
import type { StepCall, StepDescriptor, StepLane } from '../../contract/step.ts'
import type { SegmentStep } from '../../contract/task.ts'

/** Consecutive steps of one family, which run in one call on one decoded value. */
export interface Segment {
  family: string
  lane: StepLane
  steps: SegmentStep[]
  /** Working memory as a multiple of the decoded size: that of the hungriest step. */
  memoryFactor: number
}

export interface CourseBranch {
  branch: OutputBranch
  /** Steps that run in the same call as the last shared segment. */
  fused: SegmentStep[]
  /** Segments of this branch alone, each on the result of the one before. */
  own: Segment[]
  /** Media type of the result as far as the steps tell; `same` as the input's where none changes it. */
  type: string
  /** A step makes several results of one file, whose names need what tells them apart. */
  splits: boolean
}

/** The way of one job: shared segments, then each branch. No segments at all is a copy. */
export interface Course {
  shared: Segment[]
  branches: CourseBranch[]
}

export type Descriptors = ReadonlyMap<string, StepDescriptor>

/** Plans the way every file of a recipe takes. Pure; faults: `recipe-wrong` for steps of different families under one condition. */
export function planCourse(recipe: Recipe, descriptors: Descriptors): Course {
  const shared = segmentsOf(recipe.steps, descriptors)
  return { shared, branches: recipe.outputs.map((branch) => branchOf(branch, recipe, shared.at(-1), descriptors)) }
}

function branchOf(
  branch: OutputBranch,
  recipe: Recipe,
  last: Segment | undefined,
  descriptors: Descriptors,
): CourseBranch {
  const [first, ...rest] = segmentsOf(branch.steps, descriptors)
  const fuses = first !== undefined && last !== undefined && first.family === last.family && first.lane === last.lane
  const steps = [...recipe.steps, ...branch.steps]
  const own = first === undefined || fuses ? rest : [first, ...rest]
  return {
    branch,
    fused: fuses ? first.steps : [],
    own,
    type: typeAfter(steps, descriptors),
    splits: steps.some((step) => splitsIn(step, descriptors)),
  }
}

function segmentsOf(steps: RecipeStep[], descriptors: Descriptors): Segment[] {
  const segments: Segment[] = []
  for (const step of steps) {
    const [first, ...others] = callsOf(step).map((call) => descriptorOf(call, descriptors))
    if (!first) continue
    const family = familyOf(first)
    if (others.some((other) => familyOf(other) !== family || other.lane !== first.lane))
      throw mixedFamilies(first, others)
    const last = segments.at(-1)
    const memoryFactor = Math.max(first.memoryFactor, ...others.map((other) => other.memoryFactor))
    if (last?.family === family && last.lane === first.lane) {
      last.steps.push(segmentStep(step))
      last.memoryFactor = Math.max(last.memoryFactor, memoryFactor)
    } else segments.push({ family, lane: first.lane, steps: [segmentStep(step)], memoryFactor })
  }
  return segments
}

const familyOf = (descriptor: StepDescriptor): string => descriptor.name.slice(0, descriptor.name.indexOf('.'))

function descriptorOf(call: StepCall, descriptors: Descriptors): StepDescriptor {
  const descriptor = descriptors.get(call.step)
  if (!descriptor) throw new Fault('recipe-wrong', { subject: call.step, why: 'There is no such step.' })
  return descriptor
}

function mixedFamilies(first: StepDescriptor, others: StepDescriptor[]): Fault {
  const names = [first, ...others].map(({ name }) => name).join(', ')
  return new Fault('recipe-wrong', { subject: names, why: 'Steps under one condition must be of one family.' })
}

function splitsIn(step: RecipeStep, descriptors: Descriptors): boolean {
  return callsOf(step).some((call) => descriptorOf(call, descriptors).shape === 'split')
}

function callsOf(step: RecipeStep): StepCall[] {
  return step.kind === 'step' ? [step.call] : step.steps.flatMap(callsOf)
}

function segmentStep(step: RecipeStep): SegmentStep {
  return step.kind === 'step' ? step.call : { when: step.condition, steps: step.steps.map(segmentStep) }
}

/** A type decided under a condition is not known before the result is there. */
function typeAfter(steps: RecipeStep[], descriptors: Descriptors): string {
  let type = 'same'
  for (const step of steps) {
    if (step.kind === 'when') {
      if (typeAfter(step.steps, descriptors) !== 'same') type = 'unknown'
      continue
    }
    const { produces } = descriptorOf(step.call, descriptors)
    if (typeof produces !== 'string') type = produces.types[String(step.call.options[produces.option])] ?? 'unknown'
    else if (produces !== 'same') type = produces
  }
  return type
}
