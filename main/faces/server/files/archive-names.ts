import { numbered } from '../../../../contract/names.ts'
import { isWithin, nameOf } from '../../../io/paths.ts'

/** Names in an archive: with the folders below `root`, each given once, and none that leads anywhere else when it is unpacked. */
export class ArchiveNames {
  readonly #root: string
  readonly #given = new Set<string>()

  constructor(root: string) {
    this.#root = root
  }

  nameFor(path: string): string {
    const below = isWithin(this.#root, path) ? path.slice(this.#root.length) : nameOf(path)
    const safe = below.split(/[/\\]/).filter((part) => part !== '' && part !== '..' && part !== '.')
    return this.#free(safe.join('/').toWellFormed())
  }

  #free(name: string): string {
    const dot = name.lastIndexOf('.')
    const cut = dot > name.lastIndexOf('/') + 1 ? dot : name.length
    for (let n = 1; ; n++) {
      const candidate = numbered(name.slice(0, cut), n) + name.slice(cut)
      // Unpacked on a disk that does not tell case apart, too.
      const key = candidate.normalize('NFC').toLowerCase()
      if (this.#given.has(key)) continue
      this.#given.add(key)
      return candidate
    }
  }
}
