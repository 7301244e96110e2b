import * as fs from 'node:fs'
import { decodePath } from '../../../contract/path-text.ts'
import { child, folderOf, nameOf, toFs } from '../paths.ts'

/**
 * The real path of something that may not be there yet: links are resolved as far as it exists. Null where what comes after would not
 * stay below: a link that leads nowhere, or `..`.
 */
export function resolvedPath(path: string): string | null {
  const missing: string[] = []
  for (let at = path; ; at = folderOf(at)) {
    try {
      const real = decodePath(fs.realpathSync.native(toFs(at), { encoding: 'buffer' }))
      return missing.reduceRight(child, real)
    } catch {
      const name = nameOf(at)
      if (folderOf(at) === at || name === '..' || name === '.' || isLink(at)) return null
      if (name !== '') missing.push(name)
    }
  }
}

export function isLink(path: string): boolean {
  try {
    return fs.lstatSync(toFs(path)).isSymbolicLink()
  } catch {
    return false
  }
}

/** Paths with every link resolved; one that is not there stays as it is. */
export function realPaths(paths: string[]): string[] {
  return paths.map((path) => {
    try {
      return decodePath(fs.realpathSync.native(toFs(path), { encoding: 'buffer' }))
    } catch {
      return path
    }
  })
}
