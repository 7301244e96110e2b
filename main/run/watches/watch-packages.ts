import type { WatchRules } from '../../../contract/watch-rules.ts'
import type { Sighting } from '../../io/looking/survey.ts'
import { planCourse } from '../../plan/course.ts'
import { leavesPackagesWhole, picksKinds } from '../../plan/packages-whole.ts'
import type { FoundRecipe } from '../open-batch.ts'
import type { WatchRecord } from './watch-record.ts'
import type { WatchRooms } from './watch-rooms.ts'

type Rooms = Pick<WatchRooms, 'parts' | 'recipe'>

/** Whether a watch looks into what a program keeps as one thing: as a walk with its recipe would, unless it picks kinds of file itself. A recipe that cannot be had touches nothing. */
export async function watchOpensPackages(rules: WatchRules, rooms: Rooms): Promise<boolean> {
  try {
    return opens(rules, await rooms.recipe(rules), rooms)
  } catch {
    return false
  }
}

/** What the thread of a watch was told of packages, held against a recipe that may have changed since. */
export class WatchPackages {
  readonly #record: Pick<WatchRecord, 'rules'>
  readonly #rooms: Rooms
  #opened = false

  constructor(record: Pick<WatchRecord, 'rules'>, rooms: Rooms) {
    this.#record = record
    this.#rooms = rooms
  }

  /** For a thread that begins. */
  async opened(): Promise<boolean> {
    return (this.#opened = await watchOpensPackages(this.#record.rules, this.#rooms))
  }

  /** The recipe would have the thread look otherwise. */
  hasTurned(found: FoundRecipe): boolean {
    return opens(this.#record.rules, found, this.#rooms) !== this.#opened
  }

  /** Those of the files that the recipe takes from where they lie. */
  async taken(files: Sighting[], found: FoundRecipe): Promise<Sighting[]> {
    const { rules } = this.#record
    if (!this.#opened || opens(rules, found, this.#rooms)) return files
    const asked = { folder: rules.folder, paths: files.map(({ path }) => path) }
    const behind = new Set(await this.#rooms.parts.io.call('behindPackages', asked))
    return files.filter(({ path }) => !behind.has(path))
  }
}

function opens({ only, kinds }: WatchRules, { recipe }: FoundRecipe, { parts: { descriptors } }: Rooms): boolean {
  if (kinds.length > 0 || picksKinds(only.map((match) => ({ match, where: {} })))) return false
  return !leavesPackagesWhole(recipe, { course: planCourse(recipe, descriptors), descriptors })
}
