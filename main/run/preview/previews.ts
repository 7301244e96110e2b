import { createHash } from 'node:crypto'
import { Fault } from '../../../contract/fault.ts'
import type { PreviewAnswer } from '../../../contract/preview-commands.ts'
import type { Recipe } from '../../../contract/recipe.ts'
import type { EngineParts } from '../batch-context.ts'
import { oneAtATime } from '../lanes/in-turn.ts'
import type { ReadiedLane } from '../lanes/task-lanes.ts'
import { BeforePreviews, excerptOf, type Sample } from './before-preview.ts'
import { harmless, previewJob } from './preview-job.ts'
import { PreviewShelf } from './preview-shelf.ts'
import { Samples } from './samples.ts'
import { sketch, sketchable } from './sketch-preview.ts'
import { tokenValues } from './token-values.ts'
import { runWhole } from './whole-preview.ts'

export interface PreviewParts {
  parts: EngineParts
  /** Folder of the cache. */
  folder: string
  /** A process that stays warm between sketches. */
  sketchLane: ReadiedLane
  /** A process of its own, killed when nobody waits for its result any more. */
  wholeLane: ReadiedLane
  read: (text: string) => { recipe: Recipe }
}

export interface PreviewWish {
  /** Of the recipe. */
  text: string
  sample: string
  sidePx: number
  detail: 'sketch' | 'whole'
}

/** What is about to be previewed, told apart from all else by its key. */
interface Looked extends Sample {
  key: string
  recipe: Recipe
}

/** What a recipe would make of one file, without making it: into a cache of its own, in processes that yield to everything else. */
export class Previews {
  readonly samples: Samples
  readonly shelf: PreviewShelf
  readonly #parts: EngineParts
  readonly #read: PreviewParts['read']
  readonly #sketchLane: ReadiedLane
  readonly #wholeLane: ReadiedLane
  readonly #before: BeforePreviews
  /** The only whole preview under way; whoever asks for something else ends it. */
  #whole: { key: string; turn: number; end: AbortController; made: Promise<PreviewAnswer> } | null = null
  /** Questions so far: who asked first may be looked at last. */
  #turns = 0

  constructor({ parts, folder, sketchLane, wholeLane, read }: PreviewParts) {
    this.samples = new Samples(parts)
    this.shelf = new PreviewShelf({ folder, clock: parts.clock })
    this.#parts = parts
    this.#read = read
    this.#sketchLane = oneAtATime(sketchLane, parts.clock)
    this.#wholeLane = oneAtATime(wholeLane, parts.clock)
    this.#before = new BeforePreviews(parts, { lane: this.#sketchLane, shelf: this.shelf })
  }

  /** Faults: those of the recipe, of the file and of the steps; `state-busy` for a whole preview that another question has ended. */
  async make(wish: PreviewWish, { signal }: { signal: AbortSignal }): Promise<PreviewAnswer> {
    const turn = ++this.#turns
    const looked = await this.#look(wish)
    const known = await this.shelf.find(looked.key)
    if (known) return known
    this.#moveOn(looked.key, turn)
    return wish.detail === 'sketch' ? this.#sketch(wish, looked, signal) : this.#makeWhole(wish, looked, turn)
  }

  /** What the tokens of a template would be for a sample. Faults: `file-missing`, and `usage-wrong` for a zone there is not. */
  async tokens({ sample, zone }: { sample: string; zone: string }, options: { signal: AbortSignal }) {
    return tokenValues(this.#parts, { path: await this.samples.pathOf(sample), zone }, options)
  }

  /** Ends what was asked for before; raises `state-busy` if something else was asked for since. */
  #moveOn(key: string, turn: number): void {
    if (!this.#whole || this.#whole.key === key) return
    if (this.#whole.turn > turn) throw surpassed()
    this.#whole.end.abort(surpassed())
  }

  async #look({ text, sample, sidePx, detail }: PreviewWish): Promise<Looked> {
    const recipe = harmless(this.#read(text).recipe)
    const path = await this.samples.pathOf(sample)
    const [identity] = await this.#parts.io.call('look', [path])
    if (!identity) throw new Fault('file-missing', { subject: path })
    const { ino, sizeBytes, mtimeNs } = identity
    const { fingerprint, accepts } = recipe
    const state = JSON.stringify([path, ino, sizeBytes, mtimeNs, fingerprint, accepts, sidePx, detail])
    return { key: createHash('sha256').update(state).digest('hex'), path, identity, recipe }
  }

  async #sketch(wish: PreviewWish, looked: Looked, signal: AbortSignal): Promise<PreviewAnswer> {
    const { clock } = this.#parts
    const startedMs = clock.monotonicMs()
    await using work = await this.shelf.work()
    const { job, naming } = await previewJob(this.#parts, { ...looked, outRoot: work.path, signal })
    const segment = sketchable(naming)
    if (!segment) return await this.make({ ...wish, detail: 'whole' }, { signal })
    const request = { job, naming, segment, target: work.name('result'), sidePx: wish.sidePx, signal }
    const made = await sketch(this.#parts, this.#sketchLane, request)
    const results = []
    for (const { path, sizeBytes, ...result } of made.results)
      results.push({ ...result, picture: await this.shelf.keep({ path, bytes: sizeBytes, type: result.type }) })
    const before = await this.#before.of(looked, { facts: made.sourceFacts, sidePx: wish.sidePx })
    const ms = Math.round(clock.monotonicMs() - startedMs)
    return this.shelf.remember(looked.key, { detail: 'sketch', before, results, ms })
  }

  /** Whoever asks for the same waits for the same. */
  #makeWhole(wish: PreviewWish, looked: Looked, turn: number): Promise<PreviewAnswer> {
    if (this.#whole?.key === looked.key) return this.#whole.made
    const end = new AbortController()
    const made = this.#wholeNow(wish, looked, end.signal).finally(() => {
      if (this.#whole?.end === end) this.#whole = null
    })
    this.#whole = { key: looked.key, turn, end, made }
    return made
  }

  async #wholeNow(wish: PreviewWish, looked: Looked, signal: AbortSignal): Promise<PreviewAnswer> {
    const { clock } = this.#parts
    const startedMs = clock.monotonicMs()
    await using work = await this.shelf.work()
    const { job, naming } = await previewJob(this.#parts, { ...looked, outRoot: work.path, signal })
    const made = await runWhole(this.#parts, this.#wholeLane, { job, naming, text: wish.text, signal })
    const ms = Math.round(clock.monotonicMs() - startedMs)
    const results = []
    for (const { path, ...result } of made.results) {
      const { type, bytes } = result
      const excerpt = await excerptOf(this.#parts, { path, type })
      results.push({ ...result, excerpt, picture: await this.shelf.keep({ path, bytes: bytes ?? 0, type }) })
    }
    const before = await this.#before.of(looked, { facts: made.sourceFacts, sidePx: wish.sidePx })
    return this.shelf.remember(looked.key, { detail: 'whole', before, results, ms })
  }
}

const surpassed = (): Fault => new Fault('state-busy', { subject: 'the preview', why: 'Another one was asked for.' })
