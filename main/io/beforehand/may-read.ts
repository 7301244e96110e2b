import * as fs from 'node:fs'
import type { WireFault } from '../../../contract/fault.ts'
import { ioFault } from '../errno.ts'
import { toFs } from '../paths.ts'

/** Why each file could not be opened to be read, or null, as far as that can be told without opening it. */
export function whyUnread(paths: string[]): (WireFault | null)[] {
  return paths.map((path) => {
    try {
      fs.accessSync(toFs(path), fs.constants.R_OK)
      return null
    } catch (error) {
      return ioFault(error, path).toWire()
    }
  })
}
