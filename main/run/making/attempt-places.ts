import { remembered } from '../../async/remembered.ts'
import { isWithin } from '../../io/paths.ts'
import type { BatchRecord } from '../../journal/batches/batch-record.ts'
import type { EngineParts } from '../batch-context.ts'

type Parts = Pick<EngineParts, 'io' | 'journal' | 'stateFolder'>

const noWait = Promise.resolve()
/** Past so many all of them are forgotten, and are asked for again. */
const knownMost = 10_000

/**
 * Where workers and seals write: in the folder a result is for or, while that is not there, in the nearest above it, but never outside the output
 * folder. Folders are made when there is something to put into them, so a job that fails leaves none.
 */
export class AttemptPlaces {
  readonly #parts: Parts
  readonly #record: BatchRecord
  readonly #mount: string | null
  readonly #held: boolean
  readonly #known = new Map<string, Promise<string>>()
  /** Folders that were there when they were asked for. */
  readonly #found = new Set<string>()
  readonly #asked = new Map<string, Promise<void>>()
  /** Folders in that of the results which nothing leads astray. */
  readonly #open = new Set<string>()
  readonly #unfilled = new Set<string>()

  /** `mount`: where the disk of the output folder begins. `held`: no link leads results out of that folder. */
  constructor(parts: Parts, record: BatchRecord, { mount, held }: { mount: string | null; held: boolean }) {
    this.#parts = parts
    this.#record = record
    this.#mount = mount
    this.#held = held
  }

  /** A folder that is there, and that recovery looks into. Fault `name-taken` where a file is in the way. */
  of(folder: string = this.#record.outRoot): Promise<string> {
    return remembered(this.#known, folder, () => this.#find(folder))
  }

  /**
   * Fault `not-permitted` where a link leads a folder to Millrace's own records or, where that is held, anywhere else. `top` is where everything was asked
   * to go: who names a folder among the records knows what they do, and stays in it.
   */
  require(folder: string, top: string = this.#record.outRoot): Promise<void> {
    if (folder === top) return noWait
    return remembered(this.#asked, `${top}\0${folder}`, () => this.#requireNoStray(folder, top))
  }

  /** Whether `require` is known to have nothing against it: then there is nothing to wait for. */
  isOpen(folder: string, top: string = this.#record.outRoot): boolean {
    return folder === top || (top === this.#record.outRoot && this.#open.has(folder))
  }

  /** A folder that was found to be there, and is not: all are looked for anew when they are asked for next, and made. False of any other path. */
  forgetGone(path: string): boolean {
    if (!this.#found.has(path)) return false
    for (const answered of [this.#known, this.#asked, this.#open]) answered.clear()
    return true
  }

  /** Something was to come into it and did not. One outside the output folder is somebody's own. */
  noteUnfilled(folder: string): void {
    if (this.#unfilled.size < knownMost && isWithin(this.#record.outRoot, folder)) this.#unfilled.add(folder)
  }

  /** Folders in that of the results which may have been made for nothing, but for those past so many. */
  get unfilled(): ReadonlySet<string> {
    return this.#unfilled
  }

  async #requireNoStray(folder: string, top: string): Promise<void> {
    const leading = { folder, top, records: this.#parts.stateFolder, held: this.#held }
    await this.#parts.io.call('requireNoStray', leading)
    if (this.#open.size >= knownMost) this.#open.clear()
    if (top === this.#record.outRoot) this.#open.add(folder)
  }

  async #find(folder: string): Promise<string> {
    const { io, journal } = this.#parts
    const { n: batch, outRoot } = this.#record
    const top = isWithin(outRoot, folder) ? outRoot : folder
    await this.require(folder, top)
    const place = await io.call('nearestFolder', { folder, top, mount: top === outRoot ? this.#mount : null })
    await journal.call('notePlace', { batch, folder: place })
    if (this.#found.size >= knownMost) this.#found.clear()
    this.#found.add(place)
    return place
  }
}
