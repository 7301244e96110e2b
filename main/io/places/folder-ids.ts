import * as fs from 'node:fs'
import { toFs } from '../paths.ts'

/** What tells a folder from all others, whatever way leads to it: a link, or another mount. */
export function idOf({ dev, ino }: fs.BigIntStats): string {
  return `${dev}:${ino}`
}

/** Of those that are there. */
export function idsAt(paths: readonly string[]): ReadonlySet<string> {
  return new Set(paths.flatMap((path) => idAt(path) ?? []))
}

/** Null where nothing is, or nobody can tell. */
export function idAt(path: string): string | null {
  try {
    return idOf(fs.statSync(toFs(path), { bigint: true }))
  } catch {
    return null
  }
}
