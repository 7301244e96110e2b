import * as fs from 'node:fs'
import type { FileIdentity } from '../../../contract/job.ts'
import type { WireFault } from '../../../contract/fault.ts'
import { Fault } from '../../../contract/fault.ts'
import { distinctRoots } from '../places/distinct-roots.ts'
import { errnoOf, ioFault } from '../errno.ts'
import { idOf, idsAt } from '../places/folder-ids.ts'
import { identityOf } from './identity.ts'
import { ownRecords } from '../places/own-records.ts'
import { decodePath } from '../../../contract/path-text.ts'
import { isOwnName } from '../../../contract/own-names.ts'
import { isOfSystem } from '../places/of-system.ts'
import { child, toFs } from '../paths.ts'
import { isLink } from '../places/real-paths.ts'
import { isInPackage, isPackage } from '../places/packages.ts'

export interface WalkRoot {
  /** Absolute. A folder is walked; anything else is taken as one file. */
  path: string
}

export interface WalkOptions {
  /** Folders that are not entered from above, whatever way leads to them, e.g. the output folder inside the input. */
  leaveOut: string[]
  /** Where Millrace keeps its records: not entered either, and refused where it is named itself. */
  closed?: string[]
  maxDepth: number
  /** Folders that a program keeps as one thing are walked like any other; else only where they, or something in them, are named. */
  opensPackages?: boolean
}

interface Walking extends WalkOptions {
  leftOutIds: ReadonlySet<string>
  closedIds: ReadonlySet<string>
}

/** One thing the walk met: a regular file, or why it is none (then `identity` is null). */
export interface WalkEntry {
  path: string
  /** Folder relative to its root, empty at the top; joined by `/`. */
  relative: string
  identity: FileIdentity | null
  fault: WireFault | null
  /** What is no file is passed over inside a folder (a link, a device, a package), and is a fault where the person named it, or where nobody can tell what lies in it. */
  wanted: boolean
  /** It was named by a link to it. */
  isLink?: true
}

/**
 * Depth first, names by code unit; the same tree gives the same order whatever the disk's own order is. Links are not followed below a root. However
 * often a file is named, by itself or by a folder above it, it is met once.
 */
export function* walk(roots: WalkRoot[], asked: WalkOptions): Generator<WalkEntry> {
  const options = { ...asked, leftOutIds: idsAt(asked.leaveOut), closedIds: idsAt(asked.closed ?? []) }
  const paths = [...new Set(roots.map((root) => root.path))].sort(byCodeUnit)
  for (const path of distinctRoots(paths, options))
    yield* visitRoot(path, { ...options, opensPackages: options.opensPackages || isInPackage(path) })
}

const byCodeUnit = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

function* visitRoot(path: string, options: Walking): Generator<WalkEntry> {
  let stats: fs.BigIntStats
  try {
    stats = fs.statSync(toFs(path), { bigint: true })
  } catch (error) {
    yield refused({ path, relative: '' }, ioFault(error, path))
    return
  }
  if (stats.isDirectory() && options.closedIds.has(idOf(stats))) yield refused({ path, relative: '' }, ownRecords(path))
  else if (stats.isDirectory()) yield* visitFolder({ path, relative: '', depth: 0 }, options)
  else if (stats.isFile()) {
    const link = isLink(path) ? { isLink: true as const } : {}
    yield { path, relative: '', identity: identityOf(stats), fault: null, wanted: true, ...link }
  } else yield refused({ path, relative: '' }, special(path, stats))
}

/** Where the walk is. */
interface Place {
  path: string
  /** Folder relative to the root; of a folder its own. */
  relative: string
  depth: number
}

function* visitFolder(folder: Place, options: Walking): Generator<WalkEntry> {
  let names: string[]
  try {
    names = listNames(folder.path)
  } catch (error) {
    yield refused(folder, ioFault(error, folder.path))
    return
  }
  if (folder.depth > options.maxDepth) {
    yield refused(folder, tooDeep(folder.path, options.maxDepth))
    return
  }
  for (const name of names) if (!isOwnName(name) && !isOfSystem(folder.path, name)) yield* visit(folder, name, options)
}

function* visit({ path: folder, relative, depth }: Place, name: string, options: Walking): Generator<WalkEntry> {
  const path = child(folder, name)
  let stats: fs.BigIntStats
  try {
    stats = fs.lstatSync(toFs(path), { bigint: true })
  } catch (error) {
    // Gone between listing and looking: it is no longer part of the folder.
    if (errnoOf(error) !== 'ENOENT') yield refused({ path, relative }, ioFault(error, path))
    return
  }
  if (stats.isDirectory()) {
    const id = idOf(stats)
    if (options.leaveOut.includes(path) || options.leftOutIds.has(id) || options.closedIds.has(id)) return
    if (!options.opensPackages && isPackage(path))
      yield { ...refused({ path, relative }, leftWhole(path)), wanted: false }
    else
      yield* visitFolder({ path, relative: relative === '' ? name : `${relative}/${name}`, depth: depth + 1 }, options)
  } else if (stats.isFile()) yield { path, relative, identity: identityOf(stats), fault: null, wanted: true }
  else yield { ...refused({ path, relative }, special(path, stats)), wanted: false }
}

/** In order of code unit. U+FFFD appears when a name is not UTF-8 (or truly holds that character): only then the raw bytes are asked for. */
export function listNames(folder: string): string[] {
  const names = fs.readdirSync(toFs(folder), { encoding: 'utf8' })
  const whole = names.some((name) => name.includes('\ufffd'))
    ? fs.readdirSync(toFs(folder), { encoding: 'buffer' }).map((name) => decodePath(name))
    : names
  return whole.sort(byCodeUnit)
}

function special(path: string, stats: fs.BigIntStats): Fault {
  const kinds: [boolean, string][] = [
    [stats.isSymbolicLink(), 'It is a link; links inside folders are not followed.'],
    [stats.isFIFO(), 'It is a pipe.'],
    [stats.isSocket(), 'It is a socket.'],
    [stats.isBlockDevice() || stats.isCharacterDevice(), 'It is a device.'],
  ]
  return new Fault('file-special', { subject: path, why: kinds.find(([is]) => is)?.[1] ?? '' })
}

function leftWhole(path: string): Fault {
  return new Fault('package-whole', { subject: path })
}

function tooDeep(folder: string, maxDepth: number): Fault {
  return new Fault('too-large', {
    subject: folder,
    why: `It lies more than ${maxDepth} folders deep (setting maxDepth).`,
  })
}

function refused({ path, relative }: Pick<WalkEntry, 'path' | 'relative'>, fault: Fault): WalkEntry {
  return { path, relative, identity: null, fault: fault.toWire(), wanted: true }
}
