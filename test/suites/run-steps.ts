import { mkdir, mkdtempDisposable, readFile, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import type {
  SegmentStep,
  Secrets,
  TaskLimits,
  TaskResult,
  TaskSource,
  TransformReply,
  TransformTask,
} from '../../contract/task.ts'
import { runTask } from '../../workers/run-task.ts'
import { steps } from '../../workers/steps/catalogue.ts'
import { stepSchemas } from '../../workers/steps/step-schemas.ts'

export const testLimits: TaskLimits = {
  maxPixels: 100e6,
  maxUnpackedBytes: 2 ** 31,
  maxUnpackedRatio: 200,
  maxEntries: 20_000,
}

const schemas = stepSchemas()

/** A step as a recipe would call it, with its defaults filled in. */
export function call(step: string, options: Record<string, unknown> = {}): SegmentStep {
  const schema = schemas.get(step)
  if (!schema) throw new Error(`no step ${step}`)
  return { step, options: schema.options.parse(options) as Record<string, unknown> }
}

export interface Outcome {
  bytes: Buffer
  result: TaskResult
  reply: TransformReply
}

interface Run {
  name?: string
  limits?: Partial<TaskLimits>
  family?: string
  secrets?: Secrets
}

interface Tails extends Run {
  trunk: SegmentStep[]
  branches: SegmentStep[][]
}

/** Runs steps over the content of a file, in this thread, and checks the result as the engine would. */
export async function runSteps(content: Buffer, calls: SegmentStep[], run: Run = {}): Promise<Outcome> {
  const [outcome] = await runBranches(content, { trunk: calls, branches: [[]], ...run })
  if (!outcome) throw new Error('no result')
  return outcome
}

/** Gathers files, each under its name below the folder that was given, in that order. */
export async function runGather(
  files: Record<string, Buffer | string>,
  calls: SegmentStep[],
  run: Omit<Run, 'name'> = {},
): Promise<Outcome> {
  const names = Object.keys(files)
  const contents = names.map((name) => Buffer.from(files[name] ?? ''))
  const [outcome] = await runTaskOver(contents, { trunk: calls, branches: [[]], ...run }, names)
  if (!outcome) throw new Error('no result')
  return outcome
}

/** The same with several tails. */
export async function runBranches(content: Buffer, run: Tails): Promise<Outcome[]> {
  return runTaskOver([content], run, [run.name ?? 'input'])
}

async function runTaskOver(contents: Buffer[], run: Tails, names: string[]): Promise<Outcome[]> {
  const { trunk, branches, limits = {}, family = 'image', secrets = {} } = run
  await using folder = await mkdtempDisposable(join(tmpdir(), 'millrace-steps-'))
  const sources: TaskSource[] = []
  for (const [at, content] of contents.entries()) {
    const name = names[at] ?? ''
    const path = join(folder.path, 'in', name)
    await mkdir(dirname(path), { recursive: true })
    await writeFile(path, content)
    sources.push({ path, type: '', sizeBytes: content.length, name })
  }
  const task: TransformTask = {
    kind: 'transform',
    family,
    sources,
    trunk,
    branches: branches.map((tail, index) => ({ steps: tail, target: join(folder.path, `result-${index}`) })),
    limits: { ...testLimits, ...limits },
    secrets,
  }
  const silent = { steps, onProgress: () => {} }
  const reply = await runTask(task, silent)
  const outcomes: Outcome[] = []
  for (const result of reply.results) {
    if (!result.plain) await runTask({ kind: 'check', family, results: [result], secrets }, silent)
    outcomes.push({ bytes: await readFile(result.path), result, reply })
  }
  return outcomes
}
