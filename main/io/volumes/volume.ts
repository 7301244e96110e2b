import * as fs from 'node:fs'
import { errnoOf, ioFault } from '../errno.ts'
import type { IdentityRules } from '../looking/identity.ts'
import type { Folding } from '../../../contract/names.ts'
import { flushFolder } from '../flushing/flush.ts'
import { makeFolder } from '../folders/make-folder.ts'
import { mountOf } from '../places/mount.ts'
import { child, toFs } from '../paths.ts'
import { Patience } from '../names/patience.ts'
import { dispose } from '../names/remove.ts'
import { standsAt } from '../places/stands-at.ts'

const onWindows = process.platform === 'win32'

/** What a volume can do, found out with our own files. */
export interface VolumeTraits extends IdentityRules, Folding {
  /** Device number, for telling volumes apart while they are mounted. */
  dev: string
  links: boolean
  freeBytes: number
  /** Where the disk begins; null on the disk that everything else is mounted on. */
  mount: string | null
}

/** File systems without inodes of their own: numbers are made up at each mount (Linux `statfs` magic numbers). */
const inodelessTypes = new Set([0x4d44, 0x2011bab0, 0x65735546, 0x517b, 0xff534d42, 0xfe534d42, 0x6969])

/** Probes the volume of `folder` (made when it is missing) with files named `${prefix}…`, which are gone afterwards. */
export function probeVolume(folder: string, prefix: string): VolumeTraits {
  makeFolder(folder)
  const probe = child(folder, `${prefix}-probe-a`)
  // Of a look that was cut off: nobody else has these names.
  for (const name of ['-probe-b', '-prob\u00e9', longerEnd]) dispose(child(folder, prefix + name))
  try {
    fs.closeSync(fs.openSync(toFs(probe), 'wx', 0o600))
    return traitsOf(folder, prefix, probe)
  } catch (error) {
    throw ioFault(error, folder)
  } finally {
    dispose(probe)
  }
}

function traitsOf(folder: string, prefix: string, probe: string): VolumeTraits {
  const space = fs.statfsSync(toFs(folder))
  return {
    dev: String(fs.statSync(toFs(folder), { bigint: true }).dev),
    links: canLink(probe, child(folder, `${prefix}-probe-b`)),
    foldsCase: standsAt(child(folder, `${prefix}-PROBE-A`)) !== undefined,
    normalises: normalises(folder, prefix),
    stableInodes: hasInodes(folder) && (!onWindows || keepsNumber(probe, child(folder, prefix + longerEnd))),
    mtimeStepNs: mtimeStepNs(probe),
    freeBytes: space.bavail * space.bsize,
    mount: mountOf(folder),
  }
}

/** Whether the volume of a folder that is there numbers its files for good. */
export function hasInodes(folder: string): boolean {
  if (onWindows) return areNumbersOfFiles(fs.statSync(toFs(folder), { bigint: true }))
  return process.platform !== 'linux' || !inodelessTypes.has(fs.statfsSync(toFs(folder)).type)
}

/** What Node for Windows tells where a disk keeps no time of change: the year 1601, cut to 32 bits of seconds. */
const noChangeNs = 1_240_428_288_000_000_000n

/**
 * Windows does not tell the kind of a disk. NTFS begins each number with how often it was given, in 16 bits and never 0; on FAT, which keeps no time of
 * change, it is where the name stands on the disk, in bytes.
 */
export function areNumbersOfFiles({ ino, ctimeNs }: Pick<fs.BigIntStats, 'ino' | 'ctimeNs'>): boolean {
  return ino >> 48n !== 0n || ctimeNs !== noChangeNs
}

/** Longer than any other name of ours: a shorter one may keep its number by chance. */
const longerEnd = `-probe-${'n'.repeat(100)}`

/** Whether a file keeps its number under a longer name. What numbers the places in its folders and not the files, as Windows does on FAT, gives it another. */
export function keepsNumber(probe: string, longer: string, numberOf = numberAt): boolean {
  const before = numberOf(probe)
  const patience = Patience.brief()
  patience.through(() => fs.renameSync(toFs(probe), toFs(longer)))
  const after = numberOf(longer)
  patience.through(() => fs.renameSync(toFs(longer), toFs(probe)))
  return before === after
}

const numberAt = (path: string): string => String(fs.statSync(toFs(path), { bigint: true }).ino)

/** Does a name come back under its other Unicode form? A volume that cannot hold such a name at all has nothing to normalise. */
function normalises(folder: string, prefix: string): boolean {
  const composed = child(folder, `${prefix}-prob\u00e9`)
  try {
    fs.closeSync(fs.openSync(toFs(composed), 'wx', 0o600))
  } catch (error) {
    if (errnoOf(error) === 'ENOSPC' || errnoOf(error) === 'EIO') throw error
    return false
  }
  const found = standsAt(child(folder, `${prefix}-probe\u0301`)) !== undefined
  dispose(composed)
  return found
}

function canLink(probe: string, second: string): boolean {
  try {
    fs.linkSync(toFs(probe), toFs(second))
  } catch (error) {
    if (errnoOf(error) === 'ENOSPC' || errnoOf(error) === 'EIO') throw error
    return false
  }
  dispose(second)
  return true
}

/** Sets an odd time and looks what the volume made of it: FAT keeps 2 s, exFAT 10 ms, most others nanoseconds. */
function mtimeStepNs(probe: string): number {
  fs.utimesSync(toFs(probe), 1_000_000_001.987654, 1_000_000_001.987654)
  const kept = fs.statSync(toFs(probe), { bigint: true }).mtimeNs
  const lost = Math.abs(Number(1_000_000_001_987_654_000n - kept))
  return lost < 2_000 ? 1 : lost < 20_000_000 ? 20_000_000 : 2_000_000_001
}

/** FAT and exFAT (Linux `statfs`): times are kept more coarsely than they are told at first. */
const coarseTypes = new Map([
  [0x4d44, 2_000_000_001],
  [0x2011bab0, 20_000_000],
])

/** How files of a folder are told apart, without writing there. */
export function identityRulesOf(folder: string): IdentityRules {
  try {
    const { type } = fs.statfsSync(toFs(folder))
    const stepNs = process.platform === 'linux' ? (coarseTypes.get(type) ?? 1) : 1
    return { stableInodes: hasInodes(folder), mtimeStepNs: stepNs }
  } catch {
    return { stableInodes: true, mtimeStepNs: 1 }
  }
}

/** Is the folder there and can files be made in it? Throws the fault that says why not. */
export function requireWritable(folder: string): void {
  makeFolder(folder)
  try {
    fs.accessSync(toFs(folder), fs.constants.W_OK)
    flushFolder(folder)
  } catch (error) {
    throw ioFault(error, folder)
  }
}

export function freeBytes(folder: string): number {
  const space = fs.statfsSync(toFs(folder))
  return space.bavail * space.bsize
}
