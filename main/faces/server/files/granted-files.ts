import { child, folderOf, nameOf } from '../../../io/paths.ts'
import type { GrantKeeper } from '../../../settings/grants.ts'
import { type OpenFile, openFile } from './open-file.ts'

/** Opens files that lie in a grant. For one request: what it finds out about a folder it does not ask again. */
export class GrantedFiles {
  readonly #grants: GrantKeeper
  readonly #folders = new Map<string, Promise<string>>()

  constructor(grants: GrantKeeper) {
    this.#grants = grants
  }

  /** By the real path of its folder, and never through a link. Faults: `not-permitted`, and those of `openFile`. */
  async open(path: string): Promise<OpenFile> {
    return openFile(await this.locate(path))
  }

  /** The path that may be opened. Fault `not-permitted`. */
  async locate(path: string): Promise<string> {
    const folder = folderOf(path)
    const real = this.#folders.get(folder) ?? this.#grants.require(folder, 'read')
    this.#folders.set(folder, real)
    return child(await real, nameOf(path))
  }
}
