import { numbered } from '../../../../contract/names.ts'
import { folderOf, isWithin, nameOf, namesBelow } from '../../../io/paths.ts'

/** Names in an archive: with the folders below the first of `roots` that holds the file, each given once, and none that leads anywhere else when it is unpacked. */
export class ArchiveNames {
  readonly #roots: readonly string[]
  readonly #given = new Set<string>()
  /** The number to try next for a name that was asked for before. */
  readonly #next = new Map<string, number>()

  constructor(roots: readonly string[]) {
    this.#roots = roots
  }

  nameFor(path: string): string {
    const root = this.#roots.find((folder) => isWithin(folder, path))
    const below = root === undefined ? nameOf(path) : path.slice(root.length)
    const safe = below.split(/[/\\]/).filter((part) => part !== '' && part !== '..' && part !== '.')
    return this.#free(safe.join('/').toWellFormed())
  }

  #free(name: string): string {
    const dot = name.lastIndexOf('.')
    const cut = dot > name.lastIndexOf('/') + 1 ? dot : name.length
    const asked = keyOf(name)
    for (let n = this.#next.get(asked) ?? 1; ; n++) {
      const candidate = numbered(name.slice(0, cut), n) + name.slice(cut)
      const key = keyOf(candidate)
      if (this.#given.has(key)) continue
      this.#given.add(key)
      this.#next.set(asked, n + 1)
      return candidate
    }
  }
}

/** Unpacked on a disk that does not tell case apart, too. */
function keyOf(name: string): string {
  return name.normalize('NFC').toLowerCase()
}

/** The deepest folder that all of these lie in; none where they have none in common, as on two drives, or there are none. */
export function commonFolder(paths: readonly string[]): string[] {
  const [first, ...others] = paths
  if (first === undefined) return []
  let common = folderOf(first)
  for (const path of others)
    while (!isWithin(common, path)) {
      if (namesBelow(folderOf(common), common).length === 0) return []
      common = folderOf(common)
    }
  return [common]
}
