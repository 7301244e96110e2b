import * as fs from 'node:fs'
import { isOwnName } from '../../../contract/own-names.ts'
import { child, toFs } from '../paths.ts'
import { standsAt } from '../places/stands-at.ts'

/** Files of ours in a folder whose names start with one of the journalled prefixes; a folder that is gone has none. */
export function leftovers(folder: string, prefixes: string[]): string[] {
  if (prefixes.some((prefix) => !isOwnName(prefix))) throw new TypeError('only our own prefixes are looked for')
  let names: string[]
  try {
    names = fs.readdirSync(toFs(folder), { encoding: 'utf8' })
  } catch {
    return []
  }
  return names.filter((name) => prefixes.some((prefix) => name.startsWith(prefix))).map((name) => child(folder, name))
}

/** What exists of the attempts at these paths. A worker numbers its results from `.0` without gaps but for those that are named here too. */
export function attemptFiles(paths: string[]): string[] {
  const named = new Set(paths)
  const found = new Set(paths.filter(exists))
  for (const path of paths)
    for (let n = 0, next = `${path}.0`; named.has(next) || exists(next); next = `${path}.${++n}`)
      if (!named.has(next)) found.add(next)
  return [...found]
}

const exists = (path: string): boolean => standsAt(path) !== undefined
