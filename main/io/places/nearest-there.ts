import * as fs from 'node:fs'
import { folderOf, toFs } from '../paths.ts'

/** The path itself where it leads to something, else the nearest folder above it that is there. */
export function nearestThere(path: string): string {
  let at = path
  while (!fs.existsSync(toFs(at)) && folderOf(at) !== at) at = folderOf(at)
  return at
}
