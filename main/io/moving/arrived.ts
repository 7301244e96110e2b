import * as fs from 'node:fs'
import type { FileIdentity } from '../../../contract/job.ts'
import { type IdentityRules, isInState } from '../looking/identity.ts'
import { instantOf } from '../copying/instant.ts'
import { folderOf, toFs } from '../paths.ts'
import { hashFile } from '../looking/hash-file.ts'
import { hasInodes } from '../volumes/volume.ts'
import { standsAt } from '../places/stands-at.ts'

/** What was noted of a file before it was given another name. */
export interface Noted {
  identity: FileIdentity
  /** Empty where its bytes were never read. */
  sha256: string
}

/**
 * What stands under the new name of a file that was renamed, if it is that very file, else null. Some drivers date a file anew when it
 * is renamed (FUSE's FAT does): on volumes without inodes of their own the content decides then, and the file gets its time back.
 */
export function arrived(path: string, noted: Noted, rules: IdentityRules): fs.BigIntStats | null {
  const stats = statsOf(path)
  if (!stats || isInState(stats, noted.identity, rules)) return stats
  if (Number(stats.size) !== noted.identity.sizeBytes || hasInodes(folderOf(path))) return null
  if (noted.sha256 !== '' && hashFile(path) !== noted.sha256) return null
  giveTimeBack(path, noted.identity)
  return statsOf(path)
}

function statsOf(path: string): fs.BigIntStats | null {
  const stats = standsAt(path)
  return stats?.isFile() ? stats : null
}

function giveTimeBack(path: string, { mtimeNs }: FileIdentity): void {
  const modified = instantOf(BigInt(mtimeNs))
  try {
    fs.utimesSync(toFs(path), modified, modified)
  } catch {
    // The file is whole all the same.
  }
}
