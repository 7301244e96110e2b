import { sep } from 'node:path'
import { Fault } from '../../contract/fault.ts'

export interface Grant {
  title: string
  /** Absolute. */
  path: string
  access: 'read' | 'write'
  /** The home folder of the person, which is open without being listed. */
  home?: boolean
}

/** Holds what a face names against what it may use. */
export interface GrantKeeper {
  /** What a face may offer. */
  readonly all: readonly Grant[]
  /** Files that recipes name are held too: the folders are not those of the person who writes the recipes. */
  readonly holdsRecipes: boolean
  /** The real path, if it may be used so. Fault `not-permitted` otherwise, whether or not there is something. */
  require(path: string, access: 'read' | 'write'): Promise<string>
}

export interface GrantOptions {
  /** Real path of something that may not be there yet, or null where it leads nowhere. */
  resolve: (path: string) => Promise<string | null>
  grants: readonly Grant[]
  /** Held like grants, but not offered to choose from. */
  unlisted: readonly Omit<Grant, 'title'>[]
  /** Folders nobody is let into, though a grant above them is given; a grant below them holds. */
  closed: readonly string[]
}

/**
 * The folders a face may use. Everything it names is held against them by its real path, each time it is used, so a link that leads
 * out of a grant leads nowhere, and so does a grant whose folder has been put elsewhere.
 */
export class Grants implements GrantKeeper {
  readonly holdsRecipes = true
  readonly #options: GrantOptions

  constructor(options: GrantOptions) {
    this.#options = options
  }

  /** As they were given: what a face may offer. */
  get all(): readonly Grant[] {
    return this.#options.grants
  }

  /** The real path, if it may be used so. Fault `not-permitted` otherwise, whether or not there is something. */
  async require(path: string, access: 'read' | 'write'): Promise<string> {
    const real = path.startsWith(sep) || /^[a-z]:\\/i.test(path) ? await this.#options.resolve(path) : null
    if (real !== null && (await this.#holds(real, access))) return real
    const why =
      access === 'write' ? 'No folder open for results holds it.' : 'It lies outside the folders that are open.'
    throw new Fault('not-permitted', { subject: path, why })
  }

  /** The nearest folder around a path decides; given twice, it may be used both ways. */
  async #holds(real: string, access: 'read' | 'write'): Promise<boolean> {
    const { grants, unlisted, closed } = this.#options
    const given = [...grants, ...unlisted]
    const fit = given.filter((grant) => access === 'read' || grant.access === 'write')
    const [open, nearest] = [await this.#around(real, fit), await this.#around(real, given)]
    const shut = await this.#around(
      real,
      closed.map((path) => ({ path })),
    )
    return open === nearest && open > shut
  }

  /** Length of the longest real path that holds `real`, or 0. */
  async #around(real: string, folders: readonly { path: string }[]): Promise<number> {
    const resolved = await Promise.all(folders.map(({ path }) => this.#options.resolve(path)))
    return Math.max(0, ...resolved.map((folder) => (folder !== null && isWithin(folder, real) ? folder.length : 0)))
  }
}

function isWithin(folder: string, path: string): boolean {
  return path === folder || path.startsWith(folder.endsWith(sep) ? folder : folder + sep)
}
