import { mkdtempDisposable, readFile, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { SegmentStep, TaskLimits, TaskResult, TransformReply, TransformTask } from '../../contract/task.ts'
import { runTask } from '../../workers/run-task.ts'
import { steps } from '../../workers/steps/catalogue.ts'
import { stepSchemas } from '../../workers/steps/step-schemas.ts'

export const testLimits: TaskLimits = { maxPixels: 100e6, maxUnpackedBytes: 2 ** 31, maxEntries: 20_000 }

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
}

/** Runs steps over the content of a file, in this thread, and checks the result as the engine would. */
export async function runSteps(content: Buffer, calls: SegmentStep[], run: Run = {}): Promise<Outcome> {
  const [outcome] = await runBranches(content, { trunk: calls, branches: [[]], ...run })
  if (!outcome) throw new Error('no result')
  return outcome
}

/** The same with several tails. */
export async function runBranches(
  content: Buffer,
  {
    trunk,
    branches,
    name = 'input',
    limits = {},
    family = 'image',
  }: Run & { trunk: SegmentStep[]; branches: SegmentStep[][] },
): Promise<Outcome[]> {
  await using folder = await mkdtempDisposable(join(tmpdir(), 'millrace-steps-'))
  const path = join(folder.path, name)
  await writeFile(path, content)
  const task: TransformTask = {
    kind: 'transform',
    family,
    sources: [{ path, type: '', sizeBytes: content.length, name: 'source' }],
    trunk,
    branches: branches.map((tail, index) => ({ steps: tail, target: join(folder.path, `result-${index}`) })),
    limits: { ...testLimits, ...limits },
  }
  const silent = { steps, onProgress: () => {} }
  const reply = await runTask(task, silent)
  if (!reply) throw new Error('no reply')
  const outcomes: Outcome[] = []
  for (const result of reply.results) {
    await runTask({ kind: 'check', family, result }, silent)
    outcomes.push({ bytes: await readFile(result.path), result, reply })
  }
  return outcomes
}
