import { type Folding, nameKey, numbered } from '../../contract/names.ts'
import { splitName } from '../../contract/split-name.ts'
import type { OfferedFile } from './send-file.ts'

/** Nobody asks here which disk the server puts them on: what any disk takes for one name is one. */
const anyDisk: Folding = { foldsCase: true, normalises: true }

/**
 * Each file of a drop under a path of its own: of several with one path, such as photos chosen from two folders, the first keeps it and the others are
 * numbered, past the names that others came with.
 */
export function toldApart(files: readonly OfferedFile[]): OfferedFile[] {
  const given = new Set<string>()
  const taken = new Set(files.map(({ path }) => keyOf(path)))
  const last = new Map<string, number>()
  return files.map((offered) => {
    const key = keyOf(offered.path)
    if (!given.has(key)) {
      given.add(key)
      return offered
    }
    let n = last.get(key) ?? 1
    let path: string
    do path = numberedPath(offered.path, ++n)
    while (taken.has(keyOf(path)))
    last.set(key, n)
    taken.add(keyOf(path))
    return { ...offered, path }
  })
}

const keyOf = (path: string): string => nameKey(path, anyDisk)

function numberedPath(path: string, n: number): string {
  const at = path.lastIndexOf('/') + 1
  const { stem, extension } = splitName(path.slice(at))
  return path.slice(0, at) + numbered(stem, n) + extension
}
