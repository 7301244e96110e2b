import * as fs from 'node:fs'
import type { PlaceEntry } from '../../../contract/place-commands.ts'
import { Fault } from '../../../contract/fault.ts'
import { decodePath } from '../../../contract/path-text.ts'
import { ioFault } from '../errno.ts'
import { child, toFs } from '../paths.ts'
import { freeBytes } from '../volumes/volume.ts'

/** A folder with more entries than this is no place to choose from. */
const entriesMost = 100_000

export interface FolderPage {
  entries: PlaceEntry[]
  more: boolean
  freeBytes: number
}

/**
 * What lies in a folder for a person to choose from: folders first, by name, at most `limit`. Hidden entries and whatever is neither
 * folder nor file are left out; links count as what they lead to. Faults: those of reading the folder, `too-large`.
 */
export function listFolder({ path, limit }: { path: string; limit: number }): FolderPage {
  try {
    const names = fs.readdirSync(toFs(path), { encoding: 'buffer' })
    if (names.length > entriesMost)
      throw new Fault('too-large', { subject: path, why: `It has more than ${entriesMost} entries.` })
    const shown = names.map((name) => decodePath(name)).filter((name) => !name.startsWith('.'))
    const entries = shown.flatMap((name) => entryOf(path, name)).sort(byKindAndName)
    return { entries: entries.slice(0, limit), more: entries.length > limit, freeBytes: freeBytes(path) }
  } catch (error) {
    throw ioFault(error, path)
  }
}

function entryOf(folder: string, name: string): PlaceEntry[] {
  const path = child(folder, name)
  try {
    const stats = fs.statSync(toFs(path))
    if (!stats.isDirectory() && !stats.isFile()) return []
    const kind = stats.isDirectory() ? 'folder' : 'file'
    return [{ name, path, kind, sizeBytes: kind === 'file' ? stats.size : 0, modifiedMs: Math.round(stats.mtimeMs) }]
  } catch {
    // A link to nowhere, or gone since.
    return []
  }
}

let collator: Intl.Collator | undefined

function byKindAndName(a: PlaceEntry, b: PlaceEntry): number {
  if (a.kind !== b.kind) return a.kind === 'folder' ? -1 : 1
  // It takes 10 ms to make, and most io threads never list a folder for a person.
  collator ??= new Intl.Collator('en', { numeric: true, sensitivity: 'base' })
  return collator.compare(a.name, b.name)
}
