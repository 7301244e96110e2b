import { nameBytes, nameKey } from '../../contract/names.ts'

const mostDepth = 64
const mostNameBytes = 255

/** Why an entry of this name cannot be unpacked, or undefined: names that lead out of a folder, or that no disk can hold. */
export function nameRefusal(name: string): string | undefined {
  if (name === '') return 'has no name'
  if (/[\0-\x1f\x7f]/.test(name)) return 'has control characters in its name'
  if (name.includes('\\')) return 'has backslashes in its name'
  if (name.startsWith('/')) return 'is not below a folder'
  if (/^[a-z]:/i.test(name)) return 'has a name that begins as drives are called on Windows'
  const parts = name.replace(/\/$/, '').split('/')
  if (parts.includes('..')) return 'leads out of its folder'
  if (parts.some((part) => part === '' || part === '.')) return 'has a folder without a name in its name'
  if (parts.length > mostDepth) return `lies ${parts.length} folders deep, and ${mostDepth} are allowed`
  return parts.some((part) => nameBytes(part) > mostNameBytes) ? 'has a name that no disk can hold' : undefined
}

/** As the strictest disk compares names: without case, composed. */
const folding = { foldsCase: true, normalises: true }

/** Finds names that would be one and the same on some disk, or files that would have to be folders. */
export class NamesInUse {
  readonly #files = new Set<string>()
  readonly #folders = new Set<string>()

  /** Why this name cannot stand beside those that were added, or undefined. */
  add(name: string, kind: 'file' | 'folder'): string | undefined {
    const key = nameKey(name.replace(/\/$/, ''), folding)
    const parents = parentsOf(key)
    if (parents.some((parent) => this.#files.has(parent))) return 'lies in what is a file'
    if (this.#files.has(key)) return 'has the name of another, as some disks compare names'
    if (kind === 'file' && this.#folders.has(key)) return 'has the name of a folder'
    for (const parent of parents) this.#folders.add(parent)
    if (kind === 'file') this.#files.add(key)
    else this.#folders.add(key)
    return undefined
  }
}

function parentsOf(key: string): string[] {
  const parents: string[] = []
  for (let at = key.indexOf('/'); at !== -1; at = key.indexOf('/', at + 1)) parents.push(key.slice(0, at))
  return parents
}
