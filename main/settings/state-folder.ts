import { accessSync, constants, existsSync, mkdirSync, statfsSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import { errnoReasons } from '../../contract/errno-faults.ts'
import { Fault } from '../../contract/fault.ts'

/** Network file systems, where locks of other machines cannot be relied on (Linux `statfs` magic numbers: NFS, SMB, CIFS, SMB2, AFS, 9P, Ceph). */
const networkTypes = new Set([0x6969, 0x517b, 0xff534d42, 0xfe534d42, 0x5346414f, 0x01021997, 0x00c36400])

/** Makes the state folder when it is missing. Fault `state-unusable` when it cannot hold our state; `disk-full`. */
export function prepareStateFolder(folder: string): void {
  checked(folder, () => {
    makeFolders(folder)
    return folder
  })
}

/** As `prepareStateFolder`, without making anything: of one that is not there yet, whether it could be made. */
export function checkStateFolder(folder: string): void {
  checked(folder, () => nearestThere(folder))
}

/** It, or the folder in which those that are missing would be made. */
function nearestThere(folder: string): string {
  return existsSync(folder) || dirname(folder) === folder ? folder : nearestThere(dirname(folder))
}

function checked(folder: string, placeOf: () => string): void {
  try {
    const place = placeOf()
    const isMissing = place !== folder
    if (!statSync(place).isDirectory()) throw unusable(folder, isMissing ? partIsFile : 'It is not a folder.')
    accessSync(place, constants.W_OK | constants.X_OK | (isMissing ? 0 : constants.R_OK))
    if (process.platform === 'linux' && networkTypes.has(statfsSync(place).type))
      throw unusable(folder, 'It is on a network drive, where two machines could use it at once.')
  } catch (error) {
    if (error instanceof Fault) throw error
    const errno = error instanceof Error && 'code' in error ? String(error.code) : ''
    if (errno === 'ENOSPC') throw new Fault('disk-full', { subject: folder, cause: error })
    throw new Fault('state-unusable', {
      subject: folder,
      why: reasons[errno] ?? `The system says ${errno}.`,
      cause: error,
    })
  }
}

/** Level by level: asked for all of them at once, Node asks for ever where the system answers that there is nothing, as below `/proc`. */
function makeFolders(folder: string): void {
  if (existsSync(folder)) return
  if (dirname(folder) !== folder) makeFolders(dirname(folder))
  try {
    mkdirSync(folder, { mode: 0o700 })
  } catch (error) {
    // Another process that starts has made it.
    if (!existsSync(folder)) throw error
  }
}

const unusable = (subject: string, why: string): Fault => new Fault('state-unusable', { subject, why })

const partIsFile = 'A part of it is a file.'

const reasons: Readonly<Record<string, string>> = {
  ...errnoReasons,
  ENOENT: 'The system makes no folder there.',
  EEXIST: 'There is a file of that name.',
  ENOTDIR: partIsFile,
  EROFS: 'The disk cannot be written to.',
}
