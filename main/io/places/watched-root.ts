import * as fs from 'node:fs'
import { errnoOf } from '../errno.ts'
import { isMountPoint } from './mount.ts'
import { toFs } from '../paths.ts'

/** What a watched folder is right now. `gone`: not there, or its disk is not. */
export type RootState = 'there' | 'gone' | 'not-permitted' | 'not-a-folder'

/** `wasMounted`: another disk used to begin at this folder; an empty place where it was is not the folder. */
export function rootState(folder: string, { wasMounted }: { wasMounted: boolean }): RootState {
  try {
    if (!fs.statSync(toFs(folder)).isDirectory()) return 'not-a-folder'
    if (wasMounted && !isMountPoint(folder)) return 'gone'
    fs.accessSync(toFs(folder), fs.constants.R_OK | fs.constants.X_OK)
    return 'there'
  } catch (error) {
    return errnoOf(error) === 'EACCES' || errnoOf(error) === 'EPERM' ? 'not-permitted' : 'gone'
  }
}

/** File systems that others can write to without this system hearing of it: NFS, SMB, CIFS, SMB2, AFS, 9P, Ceph, FUSE, VirtualBox, VMware (Linux `statfs`). */
const silentTypes = new Set([
  0x6969, 0x517b, 0xff534d42, 0xfe534d42, 0x5346414f, 0x01021997, 0x00c36400, 0x65735546, 0x786f4256, 0xbacbacbc,
])

/** Whether the system tells of every change in a folder. */
export function tellsOfChanges(folder: string): boolean {
  if (process.platform === 'win32') return !folder.startsWith('\\\\')
  try {
    return process.platform !== 'linux' || !silentTypes.has(fs.statfsSync(toFs(folder)).type)
  } catch {
    return true
  }
}
