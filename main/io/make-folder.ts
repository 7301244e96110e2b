import * as fs from 'node:fs'
import { errnoOf, ioFault } from './errno.ts'
import { folderOf, toFs } from './paths.ts'
import { flushFolder } from './flush.ts'

/** Makes a folder and those above it; each new one is on disk before the next is made in it. */
export function makeFolder(folder: string): void {
  try {
    fs.mkdirSync(toFs(folder))
  } catch (error) {
    const errno = errnoOf(error)
    if (errno === 'EEXIST' && fs.statSync(toFs(folder)).isDirectory()) return
    if (errno !== 'ENOENT' || folderOf(folder) === folder) throw ioFault(error, folder)
    makeFolder(folderOf(folder))
    makeFolder(folder)
    return
  }
  flushFolder(folderOf(folder))
}
