import { Fault } from '../../contract/fault.ts'
import type { TaskLimits } from '../../contract/task.ts'
import type { ArchiveEntry } from './entry.ts'
import { nameRefusal } from '../../contract/entry-name.ts'
import { NamesInUse } from '../../contract/names-in-use.ts'
import { requireRoom, type Unpacking } from './unpacking.ts'

/**
 * The files of an archive, when every entry of it can be unpacked without harm; else `archive-refused` or `too-large`, naming the entry.
 * Nothing of the content is read.
 */
export function admitEntries(entries: readonly ArchiveEntry[], archive: Unpacking): ArchiveEntry[] {
  requireFew(entries.length, archive)
  const { subject } = archive
  const names = new NamesInUse()
  let claimedBytes = 0
  for (const entry of entries) {
    const why =
      kindRefusal(entry) ??
      nameRefusal(entry.name) ??
      names.add(entry.name, entry.kind === 'folder' ? 'folder' : 'file')
    if (why !== undefined)
      throw new Fault('archive-refused', { subject, why: `The entry ${shown(entry.name)} ${why}.` })
    claimedBytes += entry.sizeBytes ?? 0
    requireRoom(claimedBytes, archive)
  }
  return entries.filter(({ kind }) => kind === 'file')
}

function kindRefusal({ kind }: ArchiveEntry): string | undefined {
  if (kind === 'link') return 'is a link'
  return kind === 'special' ? 'is a device, a pipe or a file with holes' : undefined
}

/** Raises `too-large` for more entries than are allowed. */
export function requireFew(entries: number, { subject, limits }: { subject: string; limits: TaskLimits }): void {
  if (entries <= limits.maxEntries) return
  throw new Fault('too-large', { subject, why: `It has more than ${limits.maxEntries} entries (limits.maxEntries).` })
}

/** A name as part of a sentence: what cannot be shown is, and not at any length. */
export function shown(name: string): string {
  const visible = name.toWellFormed().replace(/[\u0000-\u001f\u007f\u202a-\u202e\u2066-\u2069]/g, '\uFFFD')
  return visible.length > 80 ? `${visible.slice(0, 80)}…` : visible
}
