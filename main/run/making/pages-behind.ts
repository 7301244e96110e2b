import { linkedText, type Linking, renamed } from '../../../contract/linking.ts'
import { matchesGlob, parseGlob } from '../../../contract/glob.ts'
import type { SegmentStep, TaskBranch, TaskResult } from '../../../contract/task.ts'
import type { Segment } from '../../plan/course.ts'
import { type Descriptors, descriptorOf } from '../../plan/descriptor-of.ts'
import type { BatchContext } from '../batch-context.ts'
import { settled } from './copier.ts'
import type { Job } from '../job.ts'
import { type SegmentValue, valueOf } from './segment-value.ts'
import { plainName } from '../commit/linked-results.ts'
import { lateTarget } from '../targets.ts'
import { sourceOf } from './task-sources.ts'

interface Page extends SegmentValue {
  result: TaskResult & { linking: Linking }
}

/**
 * Results that name others, such as the page of `image.sizes`, behind the call that made them. What steps make of the others is nothing for them: they go
 * past it, and name what became of those. A step that takes every kind of file, such as one that encrypts, gets them saying what the others are called.
 */
export class PagesBehind {
  readonly #job: Job
  readonly #batch: BatchContext
  /** By the path of what was made of it. */
  readonly #successors = new Map<string, TaskResult[]>()
  readonly #made = new Map<string, TaskResult>()

  constructor(job: Job, batch: BatchContext) {
    this.#job = job
    this.#batch = batch
  }

  /** Of each call: what was made of what. */
  note({ result }: SegmentValue, made: TaskResult[]): void {
    for (const each of made) this.#made.set(each.path, each)
    if (result) this.#successors.set(result.path, made)
  }

  /** Whether it goes past a call with these steps, in which only external programs are told nothing of what they take. */
  goesPast(value: SegmentValue, { family }: Segment, lists: SegmentStep[][]): value is Page {
    if (!value.result?.linking) return false
    const { type } = value.result
    return family === 'external' || !lists.some((steps) => takes(steps, type, this.#batch.parts.descriptors))
  }

  /** As it is behind a call it went past: one for each branch of that, of which all but a single one are files of their own at these targets. */
  async past({ result }: Page, targets: Pick<TaskBranch, 'target'>[]): Promise<TaskResult[][]> {
    const made: TaskResult[][] = []
    for (const [branch, { target }] of targets.entries()) {
      const linking = this.#following(result.linking, branch)
      const path = targets.length === 1 ? result.path : await this.#writtenAnew(result, `${target}.0`)
      made.push([{ ...result, branch, linking, path }])
    }
    return made
  }

  /** As a step is to read it that takes it like any other file; `target`: where there is room for one more. */
  async forReading(value: SegmentValue, target: () => Promise<string>, branch: number): Promise<SegmentValue> {
    const { result, facts } = value
    if (!result?.linking) return value
    const linking = renamed(result.linking, (path) => this.#nameOf(path, branch))
    const text = linkedText(linking)
    if (text === linkedText(result.linking)) return value
    const path = await this.#writtenAnew({ ...result, linking }, await target())
    const anew = { ...result, path, sizeBytes: Buffer.byteLength(text) }
    return { ...valueOf([sourceOf(anew, value.sources[0]?.name ?? '')]), facts, result: anew }
  }

  #following(linking: Linking, branch: number): Linking {
    return linking.map((piece) => {
      if (typeof piece === 'string') return piece
      const [only, ...more] = this.#successors.get(piece.path)?.filter((made) => made.branch === branch) ?? []
      return only && more.length === 0 ? { ...piece, path: only.path } : piece
    })
  }

  #nameOf(path: string, branch: number): string | undefined {
    const made = this.#made.get(path)
    if (!made) return undefined
    const { facts, extension } = made
    const dotted = extension === '' ? '' : `.${extension}`
    return plainName(lateTarget(this.#job, this.#batch, { branch, extension: dotted, facts }))
  }

  async #writtenAnew({ path: from, linking = [] }: TaskResult, to: string): Promise<string> {
    const [outcome] = (await this.#batch.parts.io.call('reword', [{ from, to, text: linkedText(linking) }])).map(
      settled,
    )
    if (outcome?.ok === false) throw outcome.error
    return to
  }
}

function takes(steps: SegmentStep[], type: string, descriptors: Descriptors): boolean {
  return steps.some((step) => {
    if (!('step' in step)) return takes(step.steps, type, descriptors)
    return descriptorOf(step, descriptors).accepts.some((pattern) => {
      const parsed = parseGlob(pattern)
      return 'glob' in parsed && matchesGlob(parsed.glob, type)
    })
  })
}
