import * as fs from 'node:fs'
import { decodePath } from '../../contract/path-text.ts'
import { toFs } from './paths.ts'

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
