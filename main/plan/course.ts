import { knownFacts } from '../../contract/facts.ts'
import { Fault } from '../../contract/fault.ts'
import type { OutputBranch, Recipe, RecipeStep } from '../../contract/recipe.ts'
import type { StepCall, StepDescriptor, StepLane } from '../../contract/step.ts'
import type { SegmentStep } from '../../contract/task.ts'
import { descriptorOf, type Descriptors } from './descriptor-of.ts'
import { type ShapingStep, shapingSteps } from './foresee.ts'
import { type Grouping, groupingOf } from './grouping.ts'

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
  /** What decides which results there will be. */
  shaping: ShapingStep[]
}

export interface Gathering {
  grouping: Grouping
  /** What is done to each member by itself before they are gathered. */
  before: Segment[]
}

/** The way of one job: shared segments, then each branch. No segments at all is a copy. */
export interface Course {
  /** Null where every file is a job of its own. */
  gathering: Gathering | null
  shared: Segment[]
  branches: CourseBranch[]
}

/** Programs that are not ours have files of the person in hand. */
export function usesPrograms({ gathering, shared, branches }: Course): boolean {
  const segments = [...(gathering?.before ?? []), ...shared, ...branches.flatMap(({ own }) => own)]
  return segments.some(({ family }) => family === 'external')
}

/** Plans the way every file of a recipe takes. Pure; faults: `recipe-wrong` for what no way can be found for. */
export function planCourse(recipe: Recipe, descriptors: Descriptors): Course {
  const { steps, outputs } = withGatherInTrunk(recipe, descriptors)
  const at = steps.findIndex((step) => shapeIn(step, 'gather', descriptors))
  const shared = segmentsOf(at < 0 ? steps : steps.slice(at), descriptors)
  const branches = outputs.map((branch) => branchOf(branch, { trunk: steps, last: shared.at(-1), descriptors }))
  const gathered = steps[at]
  if (!gathered) return { gathering: null, shared, branches }
  if (recipe.companions !== 'none')
    throw new Fault('recipe-wrong', {
      subject: recipe.name,
      why: 'A recipe that makes one result of many files takes every file by itself: `companions` has no meaning in it.',
    })
  if (recipe.originals.act !== 'keep' && recipe.originals.act !== 'vault')
    throw new Fault('recipe-wrong', {
      subject: recipe.name,
      why: 'A recipe that makes one result of many files keeps its originals, or puts them into the vault.',
    })
  return {
    gathering: {
      grouping: groupingOf(callsOf(gathered)[0], knownFacts(descriptors.values())),
      before: segmentsOf(steps.slice(0, at), descriptors),
    },
    shared,
    branches,
  }
}

/** A gather in the only branch is the same as one in the trunk; in one of several branches it has no meaning of its own yet. */
function withGatherInTrunk(recipe: Recipe, descriptors: Descriptors): Pick<Recipe, 'steps' | 'outputs'> {
  const { steps, outputs } = recipe
  const [only, ...more] = outputs
  if (!outputs.some((branch) => branch.steps.some((step) => shapeIn(step, 'gather', descriptors))))
    return { steps, outputs }
  if (!only || more.length > 0)
    throw new Fault('recipe-wrong', {
      subject: recipe.name,
      why: 'Files are gathered before the outputs, not in one of several.',
    })
  return { steps: [...steps, ...only.steps], outputs: [{ ...only, steps: [] }] }
}

function branchOf(
  branch: OutputBranch,
  { trunk, last, descriptors }: { trunk: RecipeStep[]; last: Segment | undefined; descriptors: Descriptors },
): CourseBranch {
  const [first, ...rest] = segmentsOf(branch.steps, descriptors)
  const fuses = first !== undefined && last !== undefined && first.family === last.family && first.lane === last.lane
  const steps = [...trunk, ...branch.steps]
  const own = first === undefined || fuses ? rest : [first, ...rest]
  return {
    branch,
    fused: fuses ? first.steps : [],
    own,
    shaping: shapingSteps(steps, descriptors),
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

function mixedFamilies(first: StepDescriptor, others: StepDescriptor[]): Fault {
  const names = [first, ...others].map(({ name }) => name).join(', ')
  return new Fault('recipe-wrong', { subject: names, why: 'Steps under one condition must be of one family.' })
}

function shapeIn(step: RecipeStep, shape: StepDescriptor['shape'], descriptors: Descriptors): boolean {
  return callsOf(step).some((call) => descriptorOf(call, descriptors).shape === shape)
}

function callsOf(step: RecipeStep): StepCall[] {
  return step.kind === 'step' ? [step.call] : step.steps.flatMap(callsOf)
}

function segmentStep(step: RecipeStep): SegmentStep {
  return step.kind === 'step' ? step.call : { when: step.condition, steps: step.steps.map(segmentStep) }
}
