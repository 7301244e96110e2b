import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { PreviewAnswer } from '../../../contract/preview-commands.ts'
import type { Clock } from '../../async/clock.ts'
import { PictureCache } from '../answers/picture-cache.ts'

/** What a browser shows; anything else is no picture to look at. */
const shownTypes = new Set(['image/jpeg', 'image/png', 'image/webp', 'image/avif', 'image/gif'])
const cacheMostBytes = 256 * 2 ** 20
const pictureMostBytes = 48 * 2 ** 20
const answersMost = 500

/** A folder of the cache for one attempt; gone, with all in it, when disposed. */
export interface WorkFolder extends AsyncDisposable {
  path: string
  name: (stem: string) => string
}

/** Previews that were made: pictures on disk, at most 256 MB of them, and what was said of each file while they last. */
export class PreviewShelf {
  readonly #clock: Clock
  readonly #answers = new Map<string, PreviewAnswer>()
  readonly #types = new Map<string, string>()
  /** What an earlier life left cannot be named any more and goes. */
  readonly #open: () => Promise<PictureCache>
  #count = 0

  constructor({ folder, clock }: { folder: string; clock: Clock }) {
    this.#open = PictureCache.whenNeeded(folder, { mostBytes: cacheMostBytes, ending: '.seen' })
    this.#clock = clock
  }

  async work(): Promise<WorkFolder> {
    const cache = await this.#open()
    const path = cache.attempt(`.mr-${process.pid}-${++this.#count}`)
    await mkdir(path, { mode: 0o700 })
    return { path, name: (stem) => join(path, stem), [Symbol.asyncDispose]: () => cache.remove(path) }
  }

  /** Takes a file over to be looked at; answers what it is asked for by, or null where there is nothing to see. */
  async keep({ path, bytes, type }: { path: string; bytes: number; type: string }): Promise<string | null> {
    if (!shownTypes.has(type) || bytes > pictureMostBytes) return null
    const picture = `${this.#clock.nowMs().toString(36)}-${process.pid.toString(36)}-${(++this.#count).toString(36)}`
    const cache = await this.#open()
    await cache.keep(picture, { path, bytes, nowMs: this.#clock.nowMs() })
    this.#types.set(picture, type)
    return picture
  }

  /** Where a picture is and what it is; null when it is not there any more. */
  async file(picture: string): Promise<{ path: string; type: string } | null> {
    const type = this.#types.get(picture)
    const path = type ? await (await this.#open()).find(picture, { nowMs: this.#clock.nowMs() }) : null
    return type && path ? { path, type } : null
  }

  remember(key: string, answer: PreviewAnswer): PreviewAnswer {
    this.#answers.set(key, answer)
    for (const [oldest] of this.#answers) {
      if (this.#answers.size <= answersMost) break
      this.#answers.delete(oldest)
    }
    return answer
  }

  /** What was said before, if all its pictures are still there. */
  async find(key: string): Promise<PreviewAnswer | null> {
    const answer = this.#answers.get(key)
    if (!answer) return null
    const pictures = [answer.before, ...answer.results].flatMap(({ picture }) => picture ?? [])
    const files = await Promise.all(pictures.map((picture) => this.file(picture)))
    if (files.every((file) => file !== null)) return answer
    this.#answers.delete(key)
    return null
  }
}
