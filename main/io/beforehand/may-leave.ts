import * as fs from 'node:fs'
import { Fault, type WireFault } from '../../../contract/fault.ts'
import { folderOf, toFs } from '../paths.ts'

const sticky = 0o1000

/** Why each file could not be taken out of its folder, or null: nobody takes anything away where they may not write, or where only owners may. */
export function whyStaying(paths: string[]): (WireFault | null)[] {
  return paths.map((path) => {
    const folder = folderOf(path)
    if (mayChange(folder) && !isOthers(path, folder)) return null
    return new Fault('not-permitted', {
      subject: folder,
      why: 'The original could not be taken out of this folder.',
    }).toWire()
  })
}

function mayChange(folder: string): boolean {
  try {
    fs.accessSync(toFs(folder), fs.constants.W_OK | fs.constants.X_OK)
    return true
  } catch {
    return false
  }
}

/** In a folder such as `/tmp` a file goes only with who owns it, or the folder. */
function isOthers(path: string, folder: string): boolean {
  const self = process.getuid?.() ?? 0
  if (self === 0) return false
  const stats = fs.statSync(toFs(folder), { throwIfNoEntry: false })
  if (!stats || (stats.mode & sticky) === 0 || stats.uid === self) return false
  return fs.lstatSync(toFs(path), { throwIfNoEntry: false })?.uid !== self
}
