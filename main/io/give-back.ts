import type { BigIntStats } from 'node:fs'
import type { FileIdentity } from '../../contract/job.ts'
import { identityOf, sameIdentity } from './identity.ts'
import { folderOf } from './paths.ts'
import { hashFile } from './seal.ts'
import { shiftAll, type ShiftRequest } from './shift.ts'
import { standsAt } from './stands-at.ts'

/** Files of the person that were in the hands of a program which is not ours. */
export interface Astray {
  originals: { path: string; identity: FileIdentity }[]
  /** What a worker wrote and is about to be removed, since no result came of it. What was taken over is none: it has the times of its original by then. */
  attempts: string[]
}

/** `mv` to another disk makes a new file, with the old one's time to the nanosecond or nearly so. */
const rules = { stableInodes: false, mtimeStepNs: 1_000 }

/**
 * An original that is not in its place, and is one of the attempts, goes back: a program has moved it to where its result was to be. On its own disk
 * it is the very file, on another one of its size and time. Nothing else is touched, and nothing replaced; a place whose folder is gone is left as
 * it is. Faults: those of the disk.
 */
export function giveBack({ originals, attempts }: Astray): void {
  for (const { path, identity } of originals) {
    const home = standsAt(path) === undefined ? standsAt(folderOf(path)) : undefined
    const from = home?.isDirectory() ? attempts.find((attempt) => isOne(attempt, { identity, home })) : undefined
    if (from !== undefined) returnTo(path, from)
  }
}

function isOne(attempt: string, { identity, home }: { identity: FileIdentity; home: BigIntStats }): boolean {
  const found = standsAt(attempt)
  if (!found?.isFile()) return false
  return sameIdentity(identityOf(found), identity, { ...rules, stableInodes: found.dev === home.dev })
}

function returnTo(to: string, from: string): void {
  const found = standsAt(from)
  if (!found) return
  const move: ShiftRequest = { from, to, identity: identityOf(found), sha256: '', unique: false, copyIfApart: null }
  const [shifted] = shiftAll({ requests: [move], rules })
  if (shifted?.ok && shifted.value === 'apart')
    shiftAll({ requests: [{ ...move, copyIfApart: hashFile(from) }], rules })
}
