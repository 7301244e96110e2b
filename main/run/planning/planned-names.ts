import { type Folding, nameKey, numbered } from '../../../contract/names.ts'
import { child, folderOf, nameOf } from '../../io/paths.ts'
import type { Target } from '../../journal/ledger/admit.ts'
import { inGroups } from '../in-groups.ts'
import type { IoLane } from '../lanes/io.ts'
import type { MetAs, SourceFolders } from '../admitting/source-folders.ts'

/** A result that has a name before it is made. */
export interface NamedTarget extends Target {
  stem: string
}

/** With the path of the file it is made of. `sizes`: of the result and of what travels along, in bytes; null where steps decide. */
type WantedName = NamedTarget & { source: string; sizes: readonly number[] | null }

/** A target, whose name or another that belongs to it something on the disk has. */
export interface Clash {
  target: WantedName
  /** Where the result would go, and whatever travels along with it. */
  paths: string[]
}

export interface PlannedName {
  name: string
  /** Files of this run that would have the same name and were there before. */
  before: number
  /** Absolute paths of what lies on the disk already where it would have gone first. */
  taken: string[]
  /** It got another number for those. */
  isPast: boolean
}

/** Names as a run would give them, in the same order by the same rules: none is claimed, and nothing is written. */
export class PlannedNames {
  readonly #io: IoLane
  readonly #folding: Folding
  readonly #claimed = new Set<string>()
  /** Names of files that the run takes. */
  readonly #inputs = new Set<string>()
  /** Paths of those that stay where they are, as far as they are not among the others yet. */
  readonly #staying: string[] = []
  readonly #numbers = new Map<string, number>()
  readonly #folders: SourceFolders
  /** By folders of results that may push out what is there. */
  #met: ReadonlyMap<string, MetAs> = new Map()

  /** `folders`: where the files of the run are met. */
  constructor(io: IoLane, { folding, folders }: { folding: Folding; folders: SourceFolders }) {
    this.#io = io
    this.#folders = folders
    this.#folding = folding
  }

  /** Files of the run that stay where they are. */
  keep(paths: readonly string[]): void {
    this.#staying.push(...paths)
  }

  /**
   * One name for each target. `passes`: which of those that find their names taken on the disk get the next number; of others it is only told. `yields`:
   * nobody gets the name of another file that the run takes.
   */
  async give(
    targets: readonly WantedName[],
    { passes, yields }: { passes: (clashes: Clash[]) => Promise<boolean[]>; yields: boolean },
  ): Promise<PlannedName[]> {
    if (yields) await this.#yieldTo(targets)
    const given = targets.map((target): PlannedName => ({ ...this.#next(target), taken: [], isPast: false }))
    let open = targets.flatMap((target, at) => (given[at] && !target.own ? [{ target, planned: given[at] }] : []))
    while (open.length > 0) {
      const clashes = await this.#clashesOf(open)
      const past = await passes(clashes)
      for (const [at, { planned }] of clashes.entries()) planned.isPast = past[at] === true
      open = clashes.filter(({ planned }) => planned.isPast)
      for (const { target, planned } of open) planned.name = this.#next(target).name
    }
    return given
  }

  async #yieldTo(targets: readonly WantedName[]): Promise<void> {
    for (const path of this.#staying.splice(0)) this.#inputs.add(this.#keyAt(path))
    for (const { source } of targets) this.#inputs.add(this.#keyAt(source))
    const folders = [...new Set(targets.map(({ folder }) => folder))]
    const met = await Promise.all(folders.map((folder) => this.#folders.metAs(folder)))
    this.#met = new Map(folders.map((folder, at) => [folder, met[at] ?? nowhere]))
  }

  /** A file of the run that is not the one the result is made of, whatever way leads to it. */
  #isOfAnother({ folder, source }: WantedName, name: string): boolean {
    const { folders, links } = this.#met.get(folder) ?? nowhere
    const keys = [folder, ...folders].map((each) => this.#keyOf(each, name))
    keys.push(...(links.get(name) ?? []).map((path) => this.#keyAt(path)))
    return keys.some((key) => this.#inputs.has(key)) && !keys.includes(this.#keyAt(source))
  }

  /** Those that find something there. What stands in the way first is noted for good. */
  async #clashesOf<T extends { target: WantedName; planned: PlannedName }>(open: T[]): Promise<(T & Clash)[]> {
    const named = open.map((one) => ({ ...one, paths: pathsOf(one.target, one.planned.name) }))
    const asked = named.map(({ paths }) => paths)
    const occupied = inGroups(await this.#io.call('occupied', asked.flat()), asked)
    return named.filter(({ planned, paths }, at) => {
      const found = paths.filter((_, nth) => occupied[at]?.[nth])
      if (planned.taken.length === 0) planned.taken = found
      return found.length > 0
    })
  }

  #keyOf(folder: string, name: string): string {
    return `${folder}\0${nameKey(name, this.#folding)}`
  }

  #keyAt(path: string): string {
    return this.#keyOf(folderOf(path), nameOf(path))
  }

  /** The next free one of `stem`, `stem 2`, `stem 3`… among those of this run. */
  #next(target: WantedName): { name: string; before: number } {
    const { folder, stem, extension, own } = target
    if (own) return { name: stem + extension, before: 0 }
    const keyOf = (name: string): string => this.#keyOf(folder, name)
    const base = keyOf(stem + extension)
    for (let n = this.#numbers.get(base) ?? 1; ; n++) {
      const name = numbered(stem, n) + extension
      const names = namesOf(target, name)
      const keys = names.map(keyOf)
      if (keys.some((key) => this.#claimed.has(key)) || names.some((each) => this.#isOfAnother(target, each))) continue
      for (const key of keys) this.#claimed.add(key)
      this.#numbers.set(base, n + 1)
      return { name, before: n - 1 }
    }
  }
}

const nowhere: MetAs = { folders: [], isWalked: false, links: new Map() }

/** Where the result goes, and whatever travels along with it. */
function pathsOf(target: NamedTarget, name: string): string[] {
  return namesOf(target, name).map((each) => child(target.folder, each))
}

function namesOf({ extension, companions = [] }: NamedTarget, name: string): string[] {
  const stem = name.slice(0, name.length - extension.length)
  return [name, ...companions.map((tail) => stem + tail)]
}
