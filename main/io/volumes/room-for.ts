import * as fs from 'node:fs'
import { Fault, type WireFault } from '../../../contract/fault.ts'
import { ioFault } from '../errno.ts'
import { nearestThere } from '../places/nearest-there.ts'
import { toFs } from '../paths.ts'
import { freeBytes } from './volume.ts'

/** Free bytes where a folder is, or would be made, and what would keep it from being written to. Writes nothing. */
export function roomFor(folder: string): { freeBytes: number; problem: WireFault | null } {
  const place = nearestThere(folder)
  try {
    return { freeBytes: freeBytes(place), problem: writeProblem(place) }
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
