import type { Clock } from '../../async/clock.ts'
import type { Sighting } from '../../io/looking/survey.ts'
import type { Disk, FolderEars } from './disk.ts'
import type { Hold, WatchOrder } from './messages.ts'
import { type ReadyFile, ReadyFiles } from './ready-files.ts'
import { sightFile } from './sight.ts'
import { isSame } from './sighting.ts'

interface HandingParts {
  order: WatchOrder
  disk: Disk
  clock: Clock
  ears: Pick<FolderEars, 'take'>
  /** Told of a file that has changed while it waited to be taken: it is not whole any more. */
  onChanged: (file: Sighting) => void
}

/** Whole files are looked at once more when they are taken later than this. */
const freshMs = 1_000

/** The way of whole files to the engine: in the order the rules say, no more than there is credit for, and none that changed while it waited. */
export class HandingOver {
  readonly ready: ReadyFiles
  readonly #parts: HandingParts

  constructor(parts: HandingParts) {
    this.#parts = parts
    this.ready = new ReadyFiles(parts.order.rules.order)
  }

  addCredit(files: number): void {
    this.ready.addCredit(files)
    this.go()
  }

  hold(held: Hold | null): void {
    this.ready.held = held
    this.go()
  }

  /** Whole files that wait for the hours are handed over, as many at a time as there is credit for; later ones wait. */
  startNow(): void {
    this.ready.release(this.#parts.clock.monotonicMs())
    this.go()
  }

  /** Beyond the credit there is; it comes back with the file. */
  lend(file: Sighting): void {
    this.ready.addCredit(-1)
    this.#parts.ears.take([file])
  }

  /** Whether the file waits to be taken and is as it was then. One that is otherwise waits no longer. */
  awaits({ path, identity }: Sighting): boolean {
    const waiting = this.ready.get(path)
    if (waiting === undefined) return false
    if (isSame(waiting.file.identity, identity)) return true
    this.ready.forget(path)
    return false
  }

  /** Hands over what may be taken now. */
  go(): void {
    const whole = this.ready.take().flatMap((ready) => this.#stillWhole(ready) ?? [])
    if (whole.length > 0) this.#parts.ears.take(whole)
  }

  /** One that is gone, or is another by now, gives its credit back. */
  #stillWhole({ file, wholeMs }: ReadyFile): Sighting | null {
    const isFresh = this.#parts.clock.monotonicMs() - wholeMs <= freshMs
    const found = isFresh ? file : sightFile(this.#parts, file.path)
    if (found !== null && isSame(found.identity, file.identity)) return file
    this.ready.addCredit(1)
    if (found !== null) this.#parts.onChanged(found)
    return null
  }
}
