import { Fault } from '../../contract/fault.ts'
import type { TaskLimits } from '../../contract/task.ts'
import type { ArchiveEntry } from './entry.ts'
import { nameRefusal } from '../../contract/entry-name.ts'
import { NamesInUse } from './entry-names.ts'
import { requireRoom, type Unpacking } from './unpacking.ts'

/**
 * The files of an archive, when every entry of it can be unpacked without harm; else `archive-refused` or `too-large`, naming the entry.
 * Nothing of the content is read.
 */
export function admitEntries(entries: readonly ArchiveEntry[], archive: Unpacking): ArchiveEntry[] {
  requireFew(entries.length, archive)
  const names = new NamesInUse()
  let claimedBytes = 0
  for (const { name, kind, sizeBytes = 0 } of entries) {
    const refuse = (why: string): never => {
      throw new Fault('archive-refused', { subject: archive.subject, why: `The entry ${shown(name)} ${why}.` })
    }
    if (kind === 'link') refuse('is a link')
    if (kind === 'special') refuse('is a device, a pipe or a file with holes')
    const why = nameRefusal(name) ?? names.add(name, kind === 'folder' ? 'folder' : 'file')
    if (why) refuse(why)
    claimedBytes += sizeBytes
    requireRoom(claimedBytes, archive)
  }
  return entries.filter(({ kind }) => kind === 'file')
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
