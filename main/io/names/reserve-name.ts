import * as fs from 'node:fs'
import { errnoOf } from '../errno.ts'
import { toFs } from '../paths.ts'
import { standsAt } from '../places/stands-at.ts'

const releaseTries = 3

/** Where there are no links: an empty file of ours takes the name first, which fails if anything has it, and the rename replaces nothing but that. */
export function renameReserved(from: string, to: string): 'moved' | 'taken' {
  try {
    fs.closeSync(fs.openSync(toFs(to), 'wx', 0o600))
  } catch (error) {
    if (errnoOf(error) === 'EEXIST') return 'taken'
    throw error
  }
  try {
    fs.renameSync(toFs(from), toFs(to))
    return 'moved'
  } catch (error) {
    releaseReservation(to)
    throw error
  }
}

/** Removes a name we reserved, and only while it is still our empty file. False when something is there all the same. */
export function releaseReservation(name: string): boolean {
  const stats = standsAt(name)
  if (!stats) return true
  if (!stats.isFile() || stats.size !== 0n) return false
  for (let tries = 0; tries < releaseTries; tries++) {
    try {
      fs.unlinkSync(toFs(name))
      return true
    } catch (error) {
      if (errnoOf(error) === 'ENOENT') return true
    }
  }
  return false
}
