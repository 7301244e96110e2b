import { Fault } from '../../contract/fault.ts'
import { nameBytes } from '../../contract/names.ts'
import { isOwnName } from '../../contract/own-names.ts'
import { decodePath, encodePath } from '../../contract/path-text.ts'
import { portableName, portableStem, windowsRefusal } from './portable.ts'

/** No system of ours holds longer names. */
export const maxNameBytes = 255

type DiskRules = Pick<NameRules, 'windows'>

export interface NameRules {
  /** Make names that every system can hold. */
  portable: boolean
  /** The target volume follows Windows' rules. */
  windows: boolean
}

/** As it is held on the disk. Faults: `name-too-long`, `name-refused`. */
export function folderName(name: string, { portable, windows }: NameRules): string {
  const held = portable ? portableName(name) : asOnDisk(name, { windows })
  requireName(held, { windows })
  return held
}

/** As `folderName`, in its two parts. */
export function fileName(
  { stem, extension }: { stem: string; extension: string },
  { portable, windows }: NameRules,
): { stem: string; extension: string } {
  const file = !portable
    ? { stem: asOnDisk(stem, { windows }), extension }
    : extension === ''
      ? { stem: portableName(stem), extension }
      : { stem: portableStem(stem), extension: portableName(extension) }
  requireName(file.stem + file.extension, { windows })
  return file
}

/** Bytes that make a letter only side by side are that letter on the disk; so they are here, and equal names have equal keys. */
export function asOnDisk(name: string, { windows }: DiskRules): string {
  return windows || name.isWellFormed() ? name : decodePath(encodePath(name))
}

function requireName(name: string, disk: DiskRules): void {
  const refusal = refusalOf(name, disk)
  if (refusal !== undefined) throw new Fault('name-refused', { subject: name, why: refusal })
  const bytes = nameBytes(name)
  if (bytes <= maxNameBytes) return
  throw new Fault('name-too-long', { subject: name, why: `It has ${bytes} bytes; a disk holds ${maxNameBytes}.` })
}

function refusalOf(name: string, { windows }: DiskRules): string | undefined {
  if (name === '') return 'A part of it is empty.'
  if (name === '.' || name === '..') return 'It would lead out of its folder.'
  if (isOwnName(name.toLowerCase())) return 'Millrace gives such names to files of its own.'
  if (/[/\0]/.test(name)) return 'It contains a character no name can have.'
  return windows ? windowsRefusal(name) : undefined
}
