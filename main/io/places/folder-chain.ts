import * as fs from 'node:fs'
import { idOf } from './folder-ids.ts'
import { folderOf, nameOf, toFs } from '../paths.ts'
import { realPaths, resolvedPath } from './real-paths.ts'
import { standsAt } from './stands-at.ts'

/** A folder as it is told from all others, whatever way leads to it. */
export interface KnownFolder {
  path: string
  id: string
}

/** A folder, which need not be there yet, and those above it that are, nearest first: with every link resolved. Empty where a link leads nowhere. */
export function folderChain(folder: string): { path: string; above: KnownFolder[] } {
  const path = resolvedPath(folder)
  const above: KnownFolder[] = []
  for (let at = path; at !== null; at = folderOf(at) === at ? null : folderOf(at)) {
    const stats = statsAt(at)
    if (stats?.isDirectory()) above.push({ path: at, id: idOf(stats) })
  }
  return { path: path ?? folder, above }
}

/** Where a walk of sources meets files: below folders, and where files were named themselves, be it by links to them. */
export interface SourcePlaces {
  walked: KnownFolder[]
  /** Those that files were named in. */
  named: KnownFolder[]
  links: { path: string; folder: string; name: string }[]
}

export function sourcePlaces(sources: string[]): SourcePlaces {
  const [walked, named] = [new Map<string, KnownFolder>(), new Map<string, KnownFolder>()]
  const links: SourcePlaces['links'] = []
  for (const source of sources) {
    if (addFolder(source, walked)) continue
    const folder = folderOf(source)
    if (!named.has(folder)) addFolder(folder, named)
    if (!standsAt(source)?.isSymbolicLink()) continue
    const [real = source] = realPaths([source])
    links.push({ path: source, folder: folderOf(real), name: nameOf(real) })
  }
  return { walked: [...walked.values()], named: [...named.values()], links }
}

function addFolder(path: string, found: Map<string, KnownFolder>): boolean {
  const stats = statsAt(path)
  if (!stats?.isDirectory()) return false
  found.set(path, { path, id: idOf(stats) })
  return true
}

function statsAt(path: string): fs.BigIntStats | undefined {
  try {
    return fs.statSync(toFs(path), { bigint: true })
  } catch {
    return undefined
  }
}
