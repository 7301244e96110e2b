import { createHash } from 'node:crypto'
import mime from 'mime'
import type { Facts } from '../../../contract/facts.ts'
import type { FileIdentity } from '../../../contract/job.ts'
import { excerptMostBytes, type PreviewFile } from '../../../contract/preview-commands.ts'
import type { TransformTask } from '../../../contract/task.ts'
import { nameOf } from '../../io/paths.ts'
import type { EngineParts } from '../batch-context.ts'
import type { TaskLane } from '../lanes/task-lanes.ts'
import type { PreviewShelf } from './preview-shelf.ts'

const pictureMostMs = 60_000

/** A sample in the state it is in. */
export interface Sample {
  path: string
  identity: FileIdentity
}

/** The sample as it is before anything is done to it: its facts, a picture, the beginning of a text. */
export class BeforePreviews {
  readonly #parts: EngineParts
  readonly #lane: TaskLane
  readonly #shelf: PreviewShelf

  constructor(parts: EngineParts, { lane, shelf }: { lane: TaskLane; shelf: PreviewShelf }) {
    this.#parts = parts
    this.#lane = lane
    this.#shelf = shelf
  }

  async of(sample: Sample, { facts, sidePx }: { facts: Facts; sidePx: number }): Promise<PreviewFile> {
    const { path, identity } = sample
    const type = mime.getType(nameOf(path)) ?? ''
    const name = nameOf(path).toWellFormed()
    const excerpt = await excerptOf(this.#parts, { path, type })
    const plain = { name, type, bytes: identity.sizeBytes, excerpt }
    if (!type.startsWith('image/')) return { ...plain, facts: { ...facts }, picture: null }
    const seen = await this.#seen(sample, { type, sidePx })
    return { ...plain, facts: { ...seen.facts, ...facts }, picture: seen.picture }
  }

  /** Made once for each state of the file. */
  async #seen({ path, identity }: Sample, { type, sidePx }: { type: string; sidePx: number }): Promise<PreviewFile> {
    const { ino, sizeBytes, mtimeNs } = identity
    const state = JSON.stringify([path, ino, sizeBytes, mtimeNs, sidePx, 'before'])
    const key = createHash('sha256').update(state).digest('hex')
    const known = await this.#shelf.find(key)
    if (known) return known.before
    await using work = await this.#shelf.work()
    const target = work.name('before')
    const source = { path, name: nameOf(path), type, sizeBytes }
    const task = lookingTask(source, { target, sidePx, limits: this.#parts.settings.limits })
    const reply = await this.#lane.run(task, {
      signal: AbortSignal.timeout(pictureMostMs),
      stallMs: pictureMostMs,
      memoryBytes: this.#parts.settings.limits.workerMemoryMb * 2 ** 20,
      onProgress: () => {},
    })
    const [made] = reply.results
    const picture = made ? await this.#shelf.keep({ path: made.path, bytes: made.sizeBytes, type: made.type }) : null
    const before = { name: '', type, bytes: sizeBytes, excerpt: null, facts: { ...reply.sourceFacts[0] }, picture }
    return this.#shelf.remember(key, { detail: 'whole', before, results: [], ms: 0 }).before
  }
}

/** Upright, and in a format every browser shows. */
function lookingTask(
  source: TransformTask['sources'][number],
  { target, sidePx, limits }: { target: string; sidePx: number; limits: TransformTask['limits'] },
): TransformTask {
  const webp = { to: 'webp', quality: 88, lossless: false, progressive: false, mozjpeg: false, background: 'white' }
  const trunk = [
    { step: 'image.upright', options: {} },
    { step: 'image.convert', options: webp },
  ]
  return {
    kind: 'transform',
    family: 'image',
    sources: [source],
    trunk,
    branches: [{ steps: [], target }],
    limits,
    sketch: { sidePx },
  }
}

/** The beginning of a file that says it is a text; null for any other. */
export async function excerptOf(
  { io }: Pick<EngineParts, 'io'>,
  { path, type }: { path: string; type: string },
): Promise<string | null> {
  const isText = /^text\/|\/(json|xml|yaml|x-ndjson|sql)$/.test(type)
  return isText ? io.call('excerpt', { path, mostBytes: excerptMostBytes }) : null
}
