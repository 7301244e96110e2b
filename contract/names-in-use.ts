import { nameKey } from './names.ts'

/** As the strictest disk compares names: without case, composed. */
const folding = { foldsCase: true, normalises: true }

/** Finds names that would be one and the same on some disk, or files that would have to be folders. */
export class NamesInUse {
  readonly #files = new Set<string>()
  readonly #folders = new Set<string>()

  /** Why this name cannot stand beside those that were added, or undefined. */
  add(name: string, kind: 'file' | 'folder'): string | undefined {
    const key = nameKey(name.replace(/\/$/, ''), folding)
    const parents = this.#folders.has(parentOf(key)) ? [] : parentsOf(key)
    if (parents.some((parent) => this.#files.has(parent))) return 'lies in what is a file'
    if (this.#files.has(key)) return 'has the name of another, as some disks compare names'
    if (kind === 'file' && this.#folders.has(key)) return 'has the name of a folder'
    for (const parent of parents) this.#folders.add(parent)
    if (kind === 'file') this.#files.add(key)
    else this.#folders.add(key)
    return undefined
  }
}

function parentOf(key: string): string {
  return key.slice(0, Math.max(0, key.lastIndexOf('/')))
}

/** All of them: those of a folder that has been added are known with it. */
function parentsOf(key: string): string[] {
  const parents: string[] = []
  for (let at = key.indexOf('/'); at !== -1; at = key.indexOf('/', at + 1)) parents.push(key.slice(0, at))
  return parents
}
