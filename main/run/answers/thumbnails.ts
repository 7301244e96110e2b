import { createHash } from 'node:crypto'
import mime from 'mime'
import { Fault } from '../../../contract/fault.ts'
import type { FileIdentity } from '../../../contract/job.ts'
import type { Recipe } from '../../../contract/recipe.ts'
import type { TransformTask } from '../../../contract/task.ts'
import type { Clock } from '../../async/clock.ts'
import { WeightedSemaphore } from '../../async/semaphore.ts'
import { nameOf } from '../../io/paths.ts'
import { planCourse } from '../../plan/course.ts'
import type { Descriptors } from '../../plan/descriptor-of.ts'
import type { Settings } from '../../settings/settings.ts'
import type { IoLane } from '../lanes/io.ts'
import type { TaskLane } from '../lanes/task-lanes.ts'
import { PictureCache } from './picture-cache.ts'

export interface ThumbnailParts {
  /** Folder of the cache. */
  folder: string
  io: IoLane
  /** One process of its own that yields to everything else. */
  lane: TaskLane
  clock: Clock
  settings: Settings
  descriptors: Descriptors
  read: (text: string) => { recipe: Recipe }
}

export interface ThumbnailRequest {
  path: string
  /** The longer side is at most this long. */
  sizePx: number
}

const cacheMostBytes = 256 * 2 ** 20
/** A person has scrolled on by then. */
const mostMs = 30_000
/** Files that have shown to give no picture are not tried again at each look. */
const refusedMost = 10_000
const waitingMost = 500
/** Of files that can be read, but not made into a result. */
const refusals = new Set(['wrong-type', 'step-failed'])
/** Raised when thumbnails should look different. */
const version = 1

const recipeFor = (sizePx: number): string => `
millrace: 1
name: Thumbnail
accepts: ["*"]
steps:
  - image.upright:
  - image.resize: { longest: ${sizePx} }
  - image.convert: { to: webp, quality: 75, effort: 2 }
`

/** Small pictures of files, made by the same steps and in the same kind of process as results, one at a time, and kept until there are too many. */
export class Thumbnails {
  readonly #parts: ThumbnailParts
  readonly #turn: WeightedSemaphore
  readonly #making = new Map<string, Promise<string>>()
  readonly #refused = new Map<string, Fault>()
  readonly #openCache: () => Promise<PictureCache>
  #attempts = 0

  constructor(parts: ThumbnailParts) {
    this.#parts = parts
    this.#openCache = PictureCache.whenNeeded(parts.folder, { mostBytes: cacheMostBytes, ending: '.webp' })
    this.#turn = new WeightedSemaphore({ budgets: { thumbnail: 1 }, clock: parts.clock })
  }

  /** Path of a WebP file and a text that names its state. Faults: those of reading a picture, `file-missing`, `state-busy` when too many wait. */
  async make(request: ThumbnailRequest, { signal }: { signal: AbortSignal }): Promise<{ path: string; key: string }> {
    const [identity] = await this.#parts.io.call('look', [request.path])
    if (!identity) throw new Fault('file-missing', { subject: request.path })
    const key = keyOf(request, identity)
    const found = await (await this.#openCache()).find(key, { nowMs: this.#parts.clock.nowMs() })
    if (found) return { path: found, key }
    return { path: await this.#once(key, { ...request, identity, signal }), key }
  }

  /** Whoever asks for the same waits for the same; should the first leave, the others go on without it. */
  async #once(key: string, request: Making): Promise<string> {
    for (let making = this.#making.get(key); making; making = this.#making.get(key)) {
      const made = await making.catch(() => null)
      if (made !== null) return made
      request.signal.throwIfAborted()
    }
    const refused = this.#refused.get(key)
    if (refused) throw refused
    const making = this.#inTurn(key, request).finally(() => this.#making.delete(key))
    this.#making.set(key, making)
    return making
  }

  async #inTurn(key: string, request: Making): Promise<string> {
    if (this.#making.size >= waitingMost)
      throw new Fault('state-busy', { subject: 'thumbnails', why: 'Too many are waited for.' })
    using _ = await this.#turn.acquire({ thumbnail: 1 }, { signal: request.signal, who: request.path })
    try {
      return await this.#run(key, request)
    } catch (error) {
      if (!request.signal.aborted && error instanceof Fault) this.#refuse(key, error)
      throw error
    }
  }

  #refuse(key: string, fault: Fault): void {
    if (this.#refused.size >= refusedMost) this.#refused.clear()
    this.#refused.set(key, fault)
  }

  /** What no result could be made of, such as an animation of which only the first picture can be read, may still be looked at. */
  async #run(key: string, request: Making): Promise<string> {
    try {
      return await this.#tryOnce(key, request, {})
    } catch (error) {
      if (!(error instanceof Fault) || !refusals.has(error.code)) throw error
      const sketched = this.#tryOnce(key, request, { sketch: { sidePx: request.sizePx } })
      return await sketched.catch(() => {
        throw error
      })
    }
  }

  async #tryOnce(
    key: string,
    { path, sizePx, identity, signal }: Making,
    how: Pick<TransformTask, 'sketch'>,
  ): Promise<string> {
    const { lane, settings, clock } = this.#parts
    const cache = await this.#openCache()
    const attempt = cache.attempt(`.mr-${process.pid}-${++this.#attempts}`)
    const task = { ...this.#taskFor({ path, sizePx, sizeBytes: identity.sizeBytes, target: attempt }), ...how }
    try {
      const reply = await lane.run(task, {
        signal: AbortSignal.any([signal, AbortSignal.timeout(mostMs)]),
        stallMs: mostMs,
        memoryBytes: settings.limits.workerMemoryMb * 2 ** 20,
        onProgress: () => {},
      })
      const [result] = reply?.results ?? []
      if (!result) throw new Fault('step-failed', { subject: path, why: 'There is no picture of it.' })
      return await cache.keep(key, { path: result.path, bytes: result.sizeBytes, nowMs: clock.nowMs() })
    } finally {
      await cache.remove(`${attempt}.0`)
    }
  }

  #taskFor(request: { path: string; sizePx: number; sizeBytes: number; target: string }): TransformTask {
    const { path, sizePx, sizeBytes, target } = request
    const { descriptors, read, settings } = this.#parts
    const { shared, branches } = planCourse(read(recipeFor(sizePx)).recipe, descriptors)
    const [segment] = shared
    const name = nameOf(path)
    return {
      kind: 'transform',
      family: segment?.family ?? '',
      sources: [{ path, name, type: mime.getType(name) ?? '', sizeBytes }],
      trunk: segment?.steps ?? [],
      branches: branches.map(({ fused }) => ({ steps: fused, target })),
      limits: settings.limits,
    }
  }
}

interface Making extends ThumbnailRequest {
  identity: FileIdentity
  signal: AbortSignal
}

function keyOf({ path, sizePx }: ThumbnailRequest, { ino, sizeBytes, mtimeNs }: FileIdentity): string {
  const text = JSON.stringify([version, path, ino, sizeBytes, mtimeNs, sizePx])
  return createHash('sha256').update(text).digest('hex').slice(0, 40)
}
