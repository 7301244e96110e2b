import * as fs from 'node:fs'
import { Fault, type WireFault } from '../../../contract/fault.ts'
import { errnoOf, ioFault } from '../errno.ts'
import { nearestThere } from '../places/nearest-there.ts'
import { child, namesBelow, toFs } from '../paths.ts'
import { freeBytes } from './volume.ts'

/** Free bytes where a folder is, or would be made, and what would keep it from being written to. Writes nothing. */
export function roomFor(folder: string): { freeBytes: number; problem: WireFault | null } {
  const place = nearestThere(folder)
  try {
    return { freeBytes: freeBytes(place), problem: nameProblem(folder, place) ?? writeProblem(place) }
  } catch (error) {
    return { freeBytes: 0, problem: ioFault(error, place).toWire() }
  }
}

/** Of a folder that is to be made: that no disk of this kind takes its name, or that of one above it. Each is asked for where there is a folder already. */
function nameProblem(folder: string, place: string): WireFault | null {
  const paths = [folder, ...namesBelow(place, folder).map((name) => child(place, name))]
  return paths.some(isTooLong) ? new Fault('name-too-long', { subject: folder }).toWire() : null
}

function isTooLong(path: string): boolean {
  try {
    fs.lstatSync(toFs(path), { throwIfNoEntry: false })
    return false
  } catch (error) {
    return errnoOf(error) === 'ENAMETOOLONG'
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
