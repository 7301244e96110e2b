import { remembered } from '../../async/remembered.ts'
import type { KnownFolder } from '../../io/places/folder-chain.ts'
import { isOwnName } from '../../../contract/own-names.ts'
import { child, namesBelow } from '../../io/paths.ts'
import type { IoLane } from '../lanes/io.ts'

/** A folder as it is met from the sources. */
export interface MetAs {
  /** Its paths, as files in it would be known. */
  folders: string[]
  /** A walk meets every file in it. */
  isWalked: boolean
  /** Sources that are links to files in it, by the names of those. */
  links: Map<string, string[]>
}

interface Places {
  /** By what tells them from others. */
  walked: Map<string, KnownFolder[]>
  named: Map<string, KnownFolder[]>
  links: Map<string, { path: string; name: string }[]>
  leftOut: ReadonlySet<string>
}

/** By which paths files are met that lie in the sources, whatever way leads to them: a link, another mount. Each folder is looked at once. */
export class SourceFolders {
  readonly #io: Pick<IoLane, 'call'>
  readonly #sources: string[]
  readonly #leaveOut: string[]
  readonly #known = new Map<string, Promise<MetAs>>()
  #places: Promise<Places> | undefined

  /** `leaveOut`: folders that the walk does not enter from above. */
  constructor(io: Pick<IoLane, 'call'>, { sources, leaveOut }: { sources: string[]; leaveOut: string[] }) {
    this.#io = io
    this.#sources = sources
    this.#leaveOut = leaveOut
  }

  metAs(folder: string): Promise<MetAs> {
    return remembered(this.#known, folder, () => this.#find(folder))
  }

  async #find(folder: string): Promise<MetAs> {
    const { walked, named, links, leftOut } = await (this.#places ??= this.#placesOf())
    const { path, above } = await this.#io.call('folderChain', folder)
    const folders: string[] = []
    let isWalked = false
    let isLeftOut = false
    for (const one of above) {
      const names = namesBelow(one.path, path)
      const roots = walked.get(one.id) ?? []
      isWalked ||= roots.length > 0 && !isLeftOut && !names.some(isOwnName)
      isLeftOut ||= leftOut.has(one.id)
      const whole = one.path === path ? (named.get(one.id) ?? []) : []
      for (const root of [...roots, ...whole]) folders.push(names.reduce(child, root.path))
    }
    const byName = Map.groupBy(links.get(path) ?? [], ({ name }) => name)
    return { folders, isWalked, links: new Map([...byName].map(([name, all]) => [name, all.map((link) => link.path)])) }
  }

  async #placesOf(): Promise<Places> {
    const { walked, named, links } = await this.#io.call('sourcePlaces', this.#sources)
    const chains = await Promise.all(this.#leaveOut.map((folder) => this.#io.call('folderChain', folder)))
    return {
      walked: Map.groupBy(walked, ({ id }) => id),
      named: Map.groupBy(named, ({ id }) => id),
      links: Map.groupBy(links, ({ folder }) => folder),
      leftOut: new Set(chains.flatMap(({ path, above: [nearest] }) => (nearest?.path === path ? [nearest.id] : []))),
    }
  }
}
