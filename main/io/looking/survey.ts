import * as fs from 'node:fs'
import type { FileIdentity } from '../../../contract/job.ts'
import { errnoOf } from '../errno.ts'
import { idOf, idsAt } from '../places/folder-ids.ts'
import { identityOf } from './identity.ts'
import { isOwnName } from '../../../contract/own-names.ts'
import { isOfSystem } from '../places/of-system.ts'
import { child, toFs } from '../paths.ts'
import { isInPackage, isPackage } from '../places/packages.ts'
import { listNames } from './walk.ts'

/** A regular file as it was when it was looked at. */
export interface Sighting {
  path: string
  /** Folder below the watched one, joined by `/`; empty at the top. */
  relative: string
  identity: FileIdentity
}

export interface SurveyOptions {
  /** Folders that are not entered, as they are met. */
  leaveOut: readonly string[]
  /** Folders below the first that are not entered, whatever way leads to them. */
  closed: readonly string[]
  /** Folders below the first that are entered; 0 is the first alone. */
  depth: number
  /** Links are taken as what they lead to; a folder that holds itself is entered once. */
  followLinks: boolean
  /** Folders that a program keeps as one thing are entered like any other; else only where it begins in one. */
  opensPackages?: boolean
}

interface Surveying extends SurveyOptions {
  closedIds: ReadonlySet<string>
}

export interface Place {
  path: string
  relative: string
  /** How many folders below the watched one. */
  depth: number
}

/**
 * Met below a folder: a file, a folder that may not be looked into, one that a program keeps as one thing, or one whose path is no Unicode. Whatever else there is, is passed over and never
 * opened.
 */
export type Surveyed = { kind: 'file'; file: Sighting } | { kind: 'unreadable' | 'package' | 'bytes'; path: string }

/** Depth first, names by code unit. What vanishes meanwhile is not met. The first folder has to be readable: its error is thrown. */
export function* survey(place: Place, options: SurveyOptions): Generator<Surveyed> {
  const closedIds = idsAt(options.closed)
  const id = idOf(fs.statSync(toFs(place.path), { bigint: true }))
  if (place.depth === 0 || !closedIds.has(id))
    yield* visitFolder(place, { ...options, closedIds, opensPackages: opens(place, options) }, new Set([id]))
}

const opens = ({ path }: Place, { opensPackages }: SurveyOptions): boolean => opensPackages || isInPackage(path)

/** The files that a survey meets, in its order. */
export function* filesBelow(place: Place, options: SurveyOptions): Generator<Sighting> {
  for (const met of survey(place, options)) if (met.kind === 'file') yield met.file
}

function* visitFolder(place: Place, options: Surveying, above: Set<string>): Generator<Surveyed> {
  for (const name of listNames(place.path))
    if (!isOwnName(name) && !isOfSystem(place.path, name)) yield* visit({ place, name }, options, above)
}

function* visit(
  { place, name }: { place: Place; name: string },
  options: Surveying,
  above: Set<string>,
): Generator<Surveyed> {
  const path = child(place.path, name)
  const stats = statsOf(path, options)
  if (stats?.isFile()) yield { kind: 'file', file: { path, relative: place.relative, identity: identityOf(stats) } }
  if (!stats?.isDirectory() || place.depth >= options.depth) return
  const id = idOf(stats)
  if (above.has(id) || isLeftOut({ path, id }, options)) return
  const below = { path, relative: place.relative === '' ? name : `${place.relative}/${name}`, depth: place.depth + 1 }
  if (!options.opensPackages && isPackage(path)) yield { kind: 'package', path }
  else yield* enter({ below, id }, options, above)
}

function* enter(
  { below, id }: { below: Place; id: string },
  options: Surveying,
  above: Set<string>,
): Generator<Surveyed> {
  const { path } = below
  if (!path.isWellFormed()) yield { kind: 'bytes', path }
  above.add(id)
  try {
    yield* visitFolder(below, options, above)
  } catch (error) {
    if (errnoOf(error) !== 'ENOENT') yield { kind: 'unreadable', path }
  } finally {
    above.delete(id)
  }
}

function isLeftOut({ path, id }: { path: string; id: string }, { leaveOut, closedIds }: Surveying): boolean {
  return leaveOut.includes(path) || closedIds.has(id)
}

function statsOf(path: string, { followLinks }: Pick<SurveyOptions, 'followLinks'>): fs.BigIntStats | undefined {
  try {
    const found = fs.lstatSync(toFs(path), { bigint: true })
    return followLinks && found.isSymbolicLink() ? fs.statSync(toFs(path), { bigint: true }) : found
  } catch {
    // Gone, or a link to nowhere.
    return undefined
  }
}

/** What one path is now: a regular file, a folder, or nothing that concerns anybody. */
export function lookAt(path: string, options: Pick<SurveyOptions, 'followLinks'>): FileIdentity | 'folder' | null {
  const stats = statsOf(path, options)
  if (stats?.isFile()) return identityOf(stats)
  return stats?.isDirectory() ? 'folder' : null
}
