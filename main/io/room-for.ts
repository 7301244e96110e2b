import * as fs from 'node:fs'
import { Fault, type WireFault } from '../../contract/fault.ts'
import { ioFault } from './errno.ts'
import { folderOf, toFs } from './paths.ts'

/** Free bytes where a folder is, or would be made, and what would keep it from being written to. Writes nothing. */
export function roomFor(folder: string): { freeBytes: number; problem: WireFault | null } {
  let place = folder
  while (!fs.existsSync(toFs(place)) && folderOf(place) !== place) place = folderOf(place)
  try {
    const space = fs.statfsSync(toFs(place))
    return { freeBytes: space.bavail * space.bsize, problem: writeProblem(place) }
  } catch (error) {
    return { freeBytes: 0, problem: ioFault(error, place).toWire() }
  }
}

function writeProblem(place: string): WireFault | null {
  try {
    if (!fs.statSync(toFs(place)).isDirectory())
      return new Fault('name-taken', { subject: place, why: 'It is not a folder.' }).toWire()
    fs.accessSync(toFs(place), fs.constants.W_OK)
    return null
  } catch (error) {
    return ioFault(error, place).toWire()
  }
}
