import { takesEmptyFiles } from '../contract/empty-files.ts'
import { compileCondition, conditionHolds, type Test } from '../contract/condition.ts'
import { quoted } from '../contract/did-you-mean.ts'
import { Fault } from '../contract/fault.ts'
import type { StepCall } from '../contract/step.ts'
import {
  givesWay,
  type NotSmaller,
  type SegmentStep,
  type TaskResult,
  type TaskSource,
  type TransformReply,
  type TransformTask,
} from '../contract/task.ts'
import { checkResults } from './check-results.ts'
import { familyOf } from './families.ts'
import type { Beside, Family, WriteContext, Written } from './family.ts'
import { Meter, type OnProgress } from './meter.ts'
import { LaterFile } from './later-file.ts'
import { NewestFew } from './newest-few.ts'
import { inMemoryLimitBytes, SourceFile } from './source-file.ts'
import { secretValue } from './secret-value.ts'
import { WrittenResults } from './written-results.ts'
import type { Source } from './source.ts'
import type { Step, StepContext } from './steps/define-step.ts'

export interface RunTaskOptions {
  /** The steps that may be called. */
  steps: readonly Step[]
  /** Hears of every stage as it begins and while it goes on: `read`, a step's name, `write` (of what works late the last step's name once more); the fraction is of the whole task and never falls. */
  onProgress: OnProgress
  /** Hears of plain results while others are still written; the reply has the rest. Left out: the reply has all. */
  onWritten?: (results: TaskResult[]) => void
  /** Hears of every external program by its process group, which has to be ended with this process. */
  onSpawned?: (pid: number) => void
}

/** A step to whoever calls it: the recipe's reader has checked the options against its schema, and the family vouches for the value. */
interface Runnable extends Pick<Step, 'shape'> {
  run(value: unknown, options: unknown, context: StepContext): Promise<unknown>
}

/** To be told how far something is, from 0 to 1. */
type Told = (fraction: number) => void

/** What every step of one task shares. */
interface Course {
  task: TransformTask
  family: Family<unknown>
  steps: Map<string, Runnable>
  meter: Meter
  onSpawned: (pid: number) => void
  written: WrittenResults
  /** Many files become one result. */
  gathers: boolean
}

/**
 * Reads the sources once, runs the trunk, then each branch, and writes what comes of it. Sources are sealed after the last write; then results are
 * checked where their branch asks for it, in the memory that the sources were in.
 */
export async function runTransform(task: TransformTask, options: RunTaskOptions): Promise<TransformReply> {
  let lastStep = ''
  const onProgress: OnProgress = (step, fraction) => {
    lastStep = step
    options.onProgress(step, fraction)
  }
  const reply = await carriedOut(task, { ...options, onProgress })
  // It is told as more of what was last.
  await checkResults(task, reply, () => options.onProgress(lastStep, 1))
  return reply
}

async function carriedOut(
  task: TransformTask,
  { steps, onProgress, onWritten, onSpawned = () => {} }: RunTaskOptions,
): Promise<TransformReply> {
  const course: Course = {
    task,
    family: await familyOf(task),
    steps: new Map(steps.map((step) => [step.name, step])),
    meter: new Meter(stagesOf(task), onProgress),
    onSpawned,
    written: new WrittenResults(onWritten),
    gathers: gathers(task, steps),
  }
  await using opened = new AsyncDisposableStack()
  const sources: Source[] = []
  const values = await course.meter.stage('read', async () => {
    for (const source of task.sources) sources.push(opened.use(await openSource(course, source)))
    // In turn: what decoding one takes is given back before the next.
    const read: unknown[] = []
    for (const [at, source] of sources.entries()) read.push(await readSource(course, source, at))
    return read
  })
  await runBranches(course, await runSteps(course, task.trunk, values))
  const sourceFacts = values.map((value) => course.family.facts(value))
  const seals = task.sketch ? [] : await Promise.all(sources.map((source) => source.seal()))
  return { results: course.written.rest, sources: seals, sourceFacts, timings: course.meter.timings }
}

/** Thousands of files cannot be open at once, so those to be gathered are opened when their turn comes. */
async function openSource({ task, family, gathers: isLater }: Course, { path, identity }: TaskSource): Promise<Source> {
  if (!isLater) return SourceFile.open(path, { takesEmpty: takesEmptyFiles(task.family) })
  const file = LaterFile.open(path, identity)
  if (file.sizeBytes === 0 && !family.takesEmpty) throw new Fault('file-empty', { subject: path })
  return file
}

function gathers({ trunk, branches }: TransformTask, steps: readonly Step[]): boolean {
  const calls = [trunk, ...branches.map((branch) => branch.steps)].flatMap(stepNames)
  return steps.some(({ name, shape }) => shape === 'gather' && calls.includes(name))
}

/** Values of files that are sketched again and again while somebody moves sliders. */
const sketched = new NewestFew<unknown>(2)

function readSource(course: Course, source: Source, at: number): Promise<unknown> {
  const { task, family } = course
  const sketchPx = task.sketch?.sidePx
  const told = { type: '', name: '', ...task.sources[at], limits: task.limits, isGathered: course.gathers, sketchPx }
  const read = () => family.read(source, told)
  // A large file is read through its open handle, which is closed when the task ends.
  if (!task.sketch || source.sizeBytes > inMemoryLimitBytes) return read()
  return sketched.get(JSON.stringify([source.path, source.sizeBytes, source.modifiedMs, task.family, sketchPx]), read)
}

async function runBranches(course: Course, trunk: unknown[]): Promise<void> {
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

async function runSteps(course: Course, calls: SegmentStep[], values: unknown[]): Promise<unknown[]> {
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

/** Reading, every step, and one write a branch. */
function stagesOf({ trunk, branches }: TransformTask): number {
  const inBranches = branches.map(({ steps }) => stepNames(steps).length + 1)
  return 1 + stepNames(trunk).length + inBranches.reduce((sum, stages) => sum + stages, 0)
}

function stepNames(calls: SegmentStep[]): string[] {
  return calls.flatMap((call) => ('step' in call ? [call.step] : stepNames(call.steps)))
}
