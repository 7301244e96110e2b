import { type Folding, nameKey, numbered } from '../../../contract/names.ts'
import { child, folderOf, nameOf } from '../../io/paths.ts'
import type { Target } from '../../journal/admit.ts'
import type { IoLane } from '../lanes/io.ts'

/** A result that has a name before it is made. */
export interface NamedTarget extends Target {
  stem: string
}

/** With the path of the file it is made of. */
type WantedName = NamedTarget & { source: string }

export interface PlannedName {
  name: string
  /** Files of this run that would have the same name and were there before. */
  before: number
  /** Absolute paths of what lies on the disk already where it would have gone first. */
  taken: string[]
}

/** Names as a run would give them, in the same order by the same rules: none is claimed, and nothing is written. */
export class PlannedNames {
  readonly #io: IoLane
  readonly #folding: Folding
  readonly #claimed = new Set<string>()
  /** Names of files that the run takes. */
  readonly #inputs = new Set<string>()
  readonly #numbers = new Map<string, number>()

  constructor(io: IoLane, folding: Folding) {
    this.#io = io
    this.#folding = folding
  }

  /**
   * One name for each target. `renumbers`: what finds its name taken on the disk gets the next number, else it is only told. `yields`: nobody gets the name of
   * another file that the run takes.
   */
  async give(
    targets: readonly WantedName[],
    { renumbers, yields }: { renumbers: boolean; yields: boolean },
  ): Promise<PlannedName[]> {
    if (yields) for (const { source } of targets) this.#inputs.add(this.#keyAt(source))
    const given = targets.map((target): PlannedName => ({ ...this.#next(target), taken: [] }))
    let open = targets.map((target, at) => ({ target, planned: given[at] })).filter(({ target }) => !target.own)
    while (open.length > 0) {
      const paths = open.map(({ target, planned }) => pathsOf(target, planned?.name ?? ''))
      const occupied = (await this.#io.call('occupied', paths.flat())).values()
      const found = paths.map((all) => all.filter(() => occupied.next().value))
      for (const [at, { planned }] of open.entries()) if (planned?.taken.length === 0) planned.taken = found[at] ?? []
      open = open.filter((_, at) => renumbers && found[at]?.length)
      for (const { target, planned } of open) if (planned) planned.name = this.#next(target).name
    }
    return given
  }

  #keyOf(folder: string, name: string): string {
    return `${folder}\0${nameKey(name, this.#folding)}`
  }

  #keyAt(path: string): string {
    return this.#keyOf(folderOf(path), nameOf(path))
  }

  /** The next free one of `stem`, `stem 2`, `stem 3`… among those of this run. */
  #next(target: WantedName): { name: string; before: number } {
    const { folder, stem, extension, own, source } = target
    if (own) return { name: stem + extension, before: 0 }
    const keyOf = (name: string): string => this.#keyOf(folder, name)
    const base = keyOf(stem + extension)
    for (let n = this.#numbers.get(base) ?? 1; ; n++) {
      const name = numbered(stem, n) + extension
      const keys = namesOf(target, name).map(keyOf)
      if (keys.some((key) => this.#claimed.has(key) || (this.#inputs.has(key) && key !== this.#keyAt(source)))) continue
      for (const key of keys) this.#claimed.add(key)
      this.#numbers.set(base, n + 1)
      return { name, before: n - 1 }
    }
  }
}

/** Where the result goes, and whatever travels along with it. */
function pathsOf(target: NamedTarget, name: string): string[] {
  return namesOf(target, name).map((each) => child(target.folder, each))
}

function namesOf({ extension, companions = [] }: NamedTarget, name: string): string[] {
  const stem = name.slice(0, name.length - extension.length)
  return [name, ...companions.map((tail) => stem + tail)]
}
