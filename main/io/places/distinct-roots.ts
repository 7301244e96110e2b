import { isOwnName } from '../../../contract/own-names.ts'
import { isOfSystem } from './of-system.ts'
import { folderOf, namesBelow } from '../paths.ts'
import { isBehindPackage } from './packages.ts'
import { realPaths } from './real-paths.ts'

/** How far a walk goes. */
interface Reach {
  /** Folders that are not entered from above. */
  leaveOut: readonly string[]
  opensPackages?: boolean
}

/**
 * The roots of a walk, in their order, without those that lie in another one, be it by way of a link: their files are met there, and a file that
 * is met twice would be copied twice, or moved away as the copy of itself.
 */
export function distinctRoots(paths: readonly string[], { leaveOut, opensPackages = false }: Reach): string[] {
  if (paths.length < 2) return [...paths]
  const reals = realPaths([...paths])
  const reaches = (above: string, real: string): boolean =>
    isReached(above, real) && (opensPackages || !isBehindPackage(above, real))
  const firstAt = new Map<string, number>()
  for (const [at, real] of reals.entries()) if (!firstAt.has(real)) firstAt.set(real, at)
  return paths.filter((path, at) => {
    const real = reals[at] ?? path
    if (firstAt.get(real) !== at) return false
    return leaveOut.includes(path) || !foldersAbove(real).some((above) => firstAt.has(above) && reaches(above, real))
  })
}

/** Nearest first. */
function foldersAbove(path: string): string[] {
  const folders: string[] = []
  for (let at = path; folderOf(at) !== at; ) folders.push((at = folderOf(at)))
  return folders
}

/** What we, or the system, have made for ourselves is passed over by a walk. */
function isReached(folder: string, path: string): boolean {
  const names = namesBelow(folder, path)
  return !names.some((name) => isOwnName(name)) && !isOfSystem(folder, names[0] ?? '')
}
