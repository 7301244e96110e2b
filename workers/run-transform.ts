import { takesEmptyFiles } from '../contract/empty-files.ts'
import { Fault } from '../contract/fault.ts'
import type { TaskResult, TaskSource, TransformReply, TransformTask } from '../contract/task.ts'
import { checkResults } from './check-results.ts'
import { familyOf } from './families.ts'
import { Meter, type OnProgress } from './meter.ts'
import { LaterFile } from './later-file.ts'
import { NewestFew } from './newest-few.ts'
import { type Course, runSteps, stepNames } from './run-steps.ts'
import { inMemoryLimitBytes, SourceFile } from './source-file.ts'
import { WrittenResults } from './written-results.ts'
import type { Source } from './source.ts'
import type { Step } from './steps/define-step.ts'
import { writeBranches } from './write-branches.ts'

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
  await writeBranches(course, await runSteps(course, task.trunk, values))
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

/** Reading, every step, and one write a branch. */
function stagesOf({ trunk, branches }: TransformTask): number {
  const inBranches = branches.map(({ steps }) => stepNames(steps).length + 1)
  return 1 + stepNames(trunk).length + inBranches.reduce((sum, stages) => sum + stages, 0)
}
