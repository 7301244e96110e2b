import type { Clock } from '../../async/clock.ts'
import type { Sighting } from '../../io/looking/survey.ts'
import type { FoundRecipe } from '../open-batch.ts'
import type { DayBatch } from './day-batch.ts'
import { HandedOver } from './handed-over.ts'
import type { Sorting } from './sorting.ts'

interface DeliveryParts {
  sorting: Pick<Sorting, 'whole'>
  day: Pick<DayBatch, 'put' | 'isInFlight' | 'holds'>
  /** The recipe as it is now. Faults: those of finding it. */
  recipe: () => Promise<FoundRecipe>
  /** Those of the files that the recipe takes. */
  taken: (files: Sighting[], recipe: FoundRecipe) => Promise<Sighting[]>
  clock: Clock
  signal: AbortSignal
  /** So many files are in a batch, or need not be. */
  onDelivered: (files: number) => void
  /** A file that had changed while its job was under way, which has ended by now: it is to be looked at once more. */
  onMissed: (path: string) => void
  /** What keeps the files from being put in, and null once nothing does. */
  onTrouble: (error: unknown) => void
}

const troubleAgainMs = 5_000

/** Brings whole files into the batch of the day, those handed over first before the others. */
export class Delivery {
  readonly #parts: DeliveryParts
  readonly #handedOver = new HandedOver()
  readonly #later = new Set<string>()
  /** Resolves when nothing is on its way any more; never rejects. */
  rested: Promise<void> = Promise.resolve()

  constructor(parts: DeliveryParts) {
    this.#parts = parts
  }

  /** How many files are in no batch yet. */
  get size(): number {
    return this.#handedOver.size
  }

  /** On its way, in this very state. */
  has(file: Sighting): boolean {
    return this.#handedOver.has(file) || this.#parts.day.holds(file)
  }

  put(files: Sighting[]): void {
    this.#handedOver.add(files)
    this.rested = this.rested.then(() => this.#deliver(files))
  }

  /** The job of this file has ended. Says whether the file changed meanwhile and is waited for once more. */
  settled(path: string): boolean {
    return this.#later.delete(path)
  }

  /** Until they are in a batch, however long its folder cannot be written to; what is not, is met again. */
  async #deliver(files: Sighting[]): Promise<void> {
    const { clock, signal, onDelivered, onMissed, onTrouble } = this.#parts
    while (!signal.aborted) {
      try {
        const missed = await this.#putInBatch(files)
        onTrouble(null)
        this.#handedOver.delete(files)
        for (const path of missed) onMissed(path)
        return onDelivered(files.length)
      } catch (error) {
        if (signal.aborted) return
        onTrouble(error)
        await clock.sleep(troubleAgainMs, { signal }).catch(() => {})
      }
    }
  }

  /** Answers with files that are neither in it nor waited for. */
  async #putInBatch(files: Sighting[]): Promise<string[]> {
    const { sorting, day, recipe } = this.#parts
    const { now, later } = await sorting.whole(files)
    const paths = later.map(({ path }) => path)
    for (const path of paths) if (day.isInFlight(path)) this.#later.add(path)
    if (now.length > 0) await this.#putTaken(now, await recipe())
    return paths.filter((path) => !this.#later.has(path) && !day.isInFlight(path))
  }

  /** Those of them that the recipe takes; the others need not be in a batch, and are met again when the recipe has changed. */
  async #putTaken(files: Sighting[], recipe: FoundRecipe): Promise<void> {
    const { day, taken, signal } = this.#parts
    const found = await taken(files, recipe)
    if (found.length > 0) await day.put(found, recipe, { signal })
  }
}
