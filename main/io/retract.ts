import * as fs from 'node:fs'
import type { FileIdentity } from '../../contract/job.ts'
import { identityOf, type IdentityRules, sameIdentity } from './identity.ts'
import { child, toFs } from './paths.ts'
import { releaseReservation } from './publish.ts'
import { dispose } from './remove.ts'
import { hashFile } from './seal.ts'

/** One journalled result of a job that was being committed when its engine ended. */
export interface HalfPublished {
  folder: string
  name: string
  attempt: string
  identity: FileIdentity
  sha256: string
}

/** `published`: under its final name. `ready`: whole under its attempt's name, the final name is free. `gone`: neither. */
export type Standing = 'published' | 'ready' | 'gone'

/** Where a half-committed result stands. A reserved name, ours and of 0 bytes, is freed on the way. */
export function standingOf(half: HalfPublished, rules: IdentityRules): Standing {
  const final = child(half.folder, half.name)
  if (isOurs(final, half, rules)) return 'published'
  if (!isOurs(half.attempt, half, rules)) return 'gone'
  return releaseReservation(final) ? 'ready' : 'gone'
}

/** Takes a result back that cannot be completed: gone under its final name, if it is ours, and under its attempt's. */
export function retract(half: HalfPublished, rules: IdentityRules): void {
  const final = child(half.folder, half.name)
  if (isOurs(final, half, rules)) fs.renameSync(toFs(final), toFs(half.attempt))
  dispose(half.attempt)
}

/** The very file the journal noted; where inode numbers do not last, the content decides. */
function isOurs(path: string, { identity, sha256 }: HalfPublished, rules: IdentityRules): boolean {
  const stats = fs.lstatSync(toFs(path), { bigint: true, throwIfNoEntry: false })
  if (!stats?.isFile() || Number(stats.size) !== identity.sizeBytes) return false
  return (
    sameIdentity(identityOf(stats), identity, { ...rules, stableInodes: true }) ||
    (!rules.stableInodes && hashFile(path) === sha256)
  )
}
