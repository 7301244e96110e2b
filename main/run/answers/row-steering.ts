import type { CauseRef } from '../../../contract/row-commands.ts'
import { waitFor } from '../../async/wait-for.ts'
import type { SeqRange } from '../../journal/rows/chosen-rows.ts'
import type { Journal } from '../../journal/journal.ts'
import { planCourse } from '../../plan/course.ts'
import type { Descriptors } from '../../plan/descriptor-of.ts'
import type { Engine } from '../engine.ts'
import type { IoLane } from '../lanes/io.ts'
import type { FoundRecipe } from '../open-batch.ts'
import type { Waits } from '../openings.ts'
import type { RowsDesk } from './rows-desk.ts'
import { unseenFolders } from '../admitting/unseen-folders.ts'

interface Rooms {
  journal: Journal
  io: IoLane
  engine: Engine
  rows: RowsDesk
  descriptors: Descriptors
  read: (text: string) => FoundRecipe
}

interface Chosen {
  batch: string
  /** None stands for every row. */
  seqs: SeqRange[]
}

const droppedAtOnce = 10_000

/** Steers single files of a batch: tries them again, or gives them up. */
export class RowSteering {
  readonly #rooms: Rooms

  constructor(rooms: Rooms) {
    this.#rooms = rooms
  }

  /** Failed and cancelled rows are taken once more, at once if the batch is under way, else it goes on with them alone. */
  async retry(
    { batch, seqs: ranges, cause }: Chosen & { cause?: CauseRef | undefined },
    { signal }: Waits,
  ): Promise<{ retried: number }> {
    const { engine, rows } = this.#rooms
    const seqs = cause
      ? await rows.failedFor(batch, { cause, signal })
      : (await rows.chosen(batch, { states: ['failed', 'cancelled'], ranges, signal })).seqs
    if (seqs.length === 0) return { retried: 0 }
    const run = engine.running(batch)
    // A folder that could not be looked into has to be walked now.
    const walks = (await unseenFolders(this.#rooms, { batch: await rows.numberOf(batch), seqs })).length > 0
    if (!walks && !run?.batch.course.gathering && run?.retake(seqs)) return { retried: seqs.length }
    if (run) await waitFor(run.finished, { signal })
    await this.#goOn(run?.id ?? batch, { only: seqs, walks, signal })
    return { retried: seqs.length }
  }

  /** A group is made of all its members, so a recipe that makes groups goes over everything again, as where a folder is to be walked; a watched folder's day has groups of what came together. */
  async #goOn(batch: string, { only, walks, signal }: Waits & { only: number[]; walks: boolean }): Promise<void> {
    const { engine, journal, descriptors, read } = this.#rooms
    const record = await journal.call('findBatch', batch)
    if (!record) return
    const waitMs = null
    const goesOver = walks || gathers(read(record.recipeText), descriptors)
    if (record.watch === null && goesOver) await engine.resume(record, { waitMs, read, signal })
    else await engine.retake(record, { only, waitMs, read, signal })
  }

  /** Waiting rows are cancelled, those in hand are stopped; what is being published is done all the same. */
  async drop({ batch, seqs: ranges }: Chosen, { signal }: Waits): Promise<{ dropped: number }> {
    const { engine, rows, journal } = this.#rooms
    const { n, seqs } = await rows.chosen(batch, { states: ['waiting', 'running'], ranges, signal })
    const run = engine.running(batch)
    run?.drop(seqs)
    if (run) return { dropped: seqs.length }
    let dropped = 0
    for (let at = 0; at < seqs.length; at += droppedAtOnce)
      dropped += await journal.call('dropRows', { batch: n, seqs: seqs.slice(at, at + droppedAtOnce) })
    return { dropped }
  }
}

/** Whether a recipe makes one result of many files. */
function gathers({ recipe }: FoundRecipe, descriptors: Descriptors): boolean {
  return planCourse(recipe, descriptors).gathering !== null
}
