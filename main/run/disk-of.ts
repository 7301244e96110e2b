import { Fault } from '../../contract/fault.ts'
import type { MissedDisk } from '../io/places/mount.ts'
import type { BatchRecord } from '../journal/batches/batch-record.ts'
import type { EngineParts } from './batch-context.ts'
import { mountOfBatch } from './recorded-request.ts'

/**
 * Where the disk of an output folder begins; null on the disk that everything else is mounted on. One that results went to before is known, and
 * missed as long as nothing lies in its place. Fault `volume-gone` while it is away: nothing is to begin there, unless a person wants that.
 */
export async function diskOf(
  { io, journal }: Pick<EngineParts, 'io' | 'journal'>,
  out: string,
): Promise<string | null> {
  const mount = await io.call('diskOf', { path: out, known: await journal.call('disks', null) })
  if (mount === null || !(await io.call('isAway', mount))) return mount
  const why = `It begins at ${mount.toWellFormed()}. To save there without it, make a folder there first.`
  throw new Fault('volume-gone', { subject: out, why })
}

/** To be asked when results of a batch are not where they were put: nobody can tell what became of them while their disk is away. Fault `volume-gone`. */
export async function requireDisk(record: BatchRecord, isAway: (mount: string) => Promise<boolean>): Promise<void> {
  const mount = mountOfBatch(record)
  if (mount === null || !(await isAway(mount))) return
  throw new Fault('volume-gone', { subject: record.outRoot, why: `It begins at ${mount.toWellFormed()}.` })
}

/** Originals are about to leave the disks of these: where they begin is noted, so that a disk that is away by then is missed and nothing is put in its place. */
export async function noteDisksOf(sources: string[], { io, journal }: Pick<EngineParts, 'io' | 'journal'>) {
  const mounts = await io.call('mountsOf', sources)
  if (mounts.length > 0) await journal.call('noteDisks', mounts)
}

/** The first of some paths that belongs on a disk which is known and away. */
export async function missedDisk({ io, journal }: Pick<EngineParts, 'io' | 'journal'>, paths: string[]) {
  return io.call('missedDisk', { paths, known: await journal.call('disks', null) })
}

/** What is said of a file whose disk is away. */
export function diskAway({ path, mount }: MissedDisk): Fault {
  return new Fault('volume-gone', { subject: path, why: `It begins at ${mount.toWellFormed()}.` })
}
