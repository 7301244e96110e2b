import { knownFacts } from '../../contract/facts.ts'
import { Fault } from '../../contract/fault.ts'
import type { OutputBranch, Recipe, RecipeStep } from '../../contract/recipe.ts'
import type { StepCall, StepDescriptor, StepLane } from '../../contract/step.ts'
import type { SegmentStep } from '../../contract/task.ts'
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
  /**
   * Media type that tells the extension of the result, as far as the steps do; `same` as the input's where none changes it, `undecided` where that
   * depends on the file or there are several.
   */
  type: string
  /** Of the result, without its dot, where a step tells it by itself; null where its type does. */
  extension: string | null
  /** What comes after that extension, with its dot: `.age` of `photo.jpg.age`. */
  added: string
  /** A step makes several results of one file, whose names need what tells them apart. */
  splits: boolean
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

export type Descriptors = ReadonlyMap<string, StepDescriptor>

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
    ...endingAfter(steps, descriptors),
    splits: steps.some((step) => shapeIn(step, 'split', descriptors)),
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

function shapeIn(step: RecipeStep, shape: StepDescriptor['shape'], descriptors: Descriptors): boolean {
  return callsOf(step).some((call) => descriptorOf(call, descriptors).shape === shape)
}

function callsOf(step: RecipeStep): StepCall[] {
  return step.kind === 'step' ? [step.call] : step.steps.flatMap(callsOf)
}

function segmentStep(step: RecipeStep): SegmentStep {
  return step.kind === 'step' ? step.call : { when: step.condition, steps: step.steps.map(segmentStep) }
}

function typeAfter(steps: RecipeStep[], descriptors: Descriptors): string {
  let type = 'same'
  for (const step of steps) {
    const made = step.kind === 'step' ? typeMade(step.call, descriptors) : typeAfter(step.steps, descriptors)
    if (made !== 'same') type = step.kind === 'when' ? 'undecided' : made
  }
  return type
}

/** An option may name several types, or none: then it is as before. */
function typeMade(call: StepCall, descriptors: Descriptors): string {
  const { produces } = descriptorOf(call, descriptors)
  if (typeof produces === 'string') return produces
  const chosen = [call.options[produces.option]].flat()
  if (chosen.length === 0) return 'same'
  return chosen.length === 1 ? (produces.types[String(chosen[0])] ?? 'unknown') : 'undecided'
}

/** As the last step that makes another kind of file says; its type decides where that stands under a condition. */
function endingAfter(
  steps: RecipeStep[],
  descriptors: Descriptors,
): Pick<CourseBranch, 'type' | 'extension' | 'added'> {
  const changes = (call: StepCall): boolean => typeMade(call, descriptors) !== 'same'
  const at = steps.findLastIndex((step) => callsOf(step).some(changes))
  const last = steps[at]
  const byType = { type: typeAfter(steps, descriptors), extension: null, added: '' }
  if (last?.kind !== 'step') return byType
  const { extension } = descriptorOf(last.call, descriptors)
  if (!extension) return byType
  if ('option' in extension) return { ...byType, extension: String(last.call.options[extension.option]) }
  const before = endingAfter(steps.slice(0, at), descriptors)
  return { ...before, added: `${before.added}.${extension.added}` }
}
