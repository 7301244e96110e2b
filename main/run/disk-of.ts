import { Fault } from '../../contract/fault.ts'
import type { EngineParts } from './batch-context.ts'

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
