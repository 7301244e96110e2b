import type { FileIdentity } from '../../../contract/job.ts'
import { identityOf, type IdentityRules, sameIdentity } from '../looking/identity.ts'
import { backToAttempt, isOriginal } from './back-to-attempt.ts'
import { areOneFile } from '../moving/one-file.ts'
import { child } from '../paths.ts'
import type { PublishRules } from './publish-request.ts'
import { dispose, removeName } from '../names/remove.ts'
import { releaseReservation } from '../names/reserve-name.ts'
import { hashFile } from '../looking/hash-file.ts'
import { standsAt } from '../places/stands-at.ts'

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

/**
 * Where a half-committed result stands. A name that was reserved by an empty file (volumes without links) is freed on the way,
 * unless `keepName` says that the file there may be the person's. An original that has its new name loses its old one.
 */
export function standingOf(
  half: HalfPublished,
  { rules, keepName }: { rules: PublishRules; keepName: boolean },
): Standing {
  const final = child(half.folder, half.name)
  const { atAttempt, atFinal } = placesOf(half, rules)
  if (atFinal) {
    if (atAttempt && isOriginal(half)) removeName(half.attempt)
    return 'published'
  }
  if (!atAttempt) return 'gone'
  if (!rules.links && !keepName) releaseReservation(final)
  return 'ready'
}

/**
 * Takes a result back that cannot be completed: gone under its final name, if it is ours, and under its attempt's. A renamed original gets its old
 * name. False where the disk does not let it go, or somebody else's file has that name: then it stays.
 */
export function retract(half: HalfPublished, rules: IdentityRules): boolean {
  const final = child(half.folder, half.name)
  try {
    if (placesOf(half, rules).atFinal && !backToAttempt(final, half.attempt)) return false
  } catch {
    return false
  }
  return isOriginal(half) || dispose(half.attempt)
}

/** Under which of its names it stands. Where both do, and for different files, the attempt's is ours: the other only looks like it, or has the same content. */
function placesOf(half: HalfPublished, rules: IdentityRules): { atAttempt: boolean; atFinal: boolean } {
  const final = child(half.folder, half.name)
  const atAttempt = isOurs(half.attempt, half, rules)
  return { atAttempt, atFinal: isOurs(final, half, rules) && (!atAttempt || areOneFile(final, half.attempt)) }
}

/** Something that cannot be looked at, or read, is nothing that could be gone on with. */
function isOurs(path: string, half: HalfPublished, rules: IdentityRules): boolean {
  try {
    return isNotedFile(path, half, rules)
  } catch {
    return false
  }
}

/** The very file the journal noted; where inode numbers do not last, the content decides, or its size and time where that was never read. */
function isNotedFile(path: string, { identity, sha256 }: HalfPublished, rules: IdentityRules): boolean {
  const stats = standsAt(path)
  if (!stats?.isFile() || Number(stats.size) !== identity.sizeBytes) return false
  const found = identityOf(stats)
  if (sameIdentity(found, identity, { ...rules, stableInodes: true })) return true
  if (rules.stableInodes) return false
  return sha256 === '' ? sameIdentity(found, identity, rules) : hashFile(path) === sha256
}
