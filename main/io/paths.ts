import { sep } from 'node:path'
import { encodePath } from '../../contract/path-text.ts'

/** What `node:fs` has to be given for a path: the string itself, or its bytes where it is not Unicode. */
export function toFs(path: string): string | Buffer {
  return process.platform === 'win32' || path.isWellFormed() ? path : Buffer.from(encodePath(path))
}

/** One level down; `name` is a plain name, never a path. */
export function child(folder: string, name: string): string {
  return folder.endsWith(sep) ? folder + name : folder + sep + name
}

/** `\\server\share`: what a server shares has nothing above it. */
const shareRoot = /^\\\\[^\\]+\\[^\\]+\\?$/

/** One level up; of a root the root itself. `C:` alone would be whichever folder is the present one on that drive. */
export function folderOf(path: string, separator: string = sep): string {
  if (separator === '\\' && shareRoot.test(path)) return path
  const at = path.lastIndexOf(separator)
  if (at <= 0) return separator
  const isDrive = at === 2 && separator === '\\' && path[1] === ':'
  return path.slice(0, isDrive ? at + 1 : at)
}

/** The uppermost of the folders that a path lies in: of a drive, a share, or all there is. */
export function rootOf(path: string, separator: string = sep): string {
  const above = folderOf(path, separator)
  return above === path ? path : rootOf(above, separator)
}

export function nameOf(path: string): string {
  return path.slice(path.lastIndexOf(sep) + 1)
}

/** True when `path` is `folder` or lies below it; both are normalised and absolute. */
export function isWithin(folder: string, path: string): boolean {
  return path === folder || path.startsWith(folder.endsWith(sep) ? folder : folder + sep)
}

/** Names of what lies between a folder and a path below it, the path's own name last. */
export function namesBelow(folder: string, path: string, separator: string = sep): string[] {
  return path.slice(folder.length).split(separator).filter(Boolean)
}

/** Whether a worker was to write it, by its name, and nobody has taken it over since. */
export function isOfWorker(path: string): boolean {
  return /w\.\d+$/.test(path)
}
