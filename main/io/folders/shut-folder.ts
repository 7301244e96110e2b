import * as fs from 'node:fs'
import { Fault } from '../../../contract/fault.ts'
import { folderOf, toFs } from '../paths.ts'

/**
 * A fault about a name that could not be given or taken away, told about the folder that lets nothing come or go, where that is why: not the file has to
 * be mended then. `names`: the old one and the new one.
 */
export function aboutShutFolder(fault: Fault, names: readonly string[]): Fault {
  if (fault.code !== 'not-permitted' || !names.includes(fault.subject)) return fault
  const subject = names.map((name) => folderOf(name)).find(isShut)
  return subject === undefined ? fault : new Fault(fault.code, { subject, why: fault.why, cause: fault })
}

function isShut(folder: string): boolean {
  if (!fs.existsSync(toFs(folder))) return false
  try {
    fs.accessSync(toFs(folder), fs.constants.W_OK | fs.constants.X_OK)
    return false
  } catch {
    return true
  }
}
