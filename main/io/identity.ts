import type { BigIntStats } from 'node:fs'
import type { FileIdentity } from '../../contract/job.ts'

export function identityOf(stats: BigIntStats): FileIdentity {
  return {
    dev: String(stats.dev),
    ino: String(stats.ino),
    sizeBytes: Number(stats.size),
    mtimeNs: String(stats.mtimeNs),
  }
}

export interface IdentityRules {
  /** False on FAT and some shares: inode numbers change when the volume is mounted again. */
  stableInodes: boolean
  /** Times on the volume are multiples of this, in nanoseconds. */
  mtimeStepNs: number
}

/** The same file in the same state? `dev` is left out: device numbers change over a restart. */
export function sameIdentity(a: FileIdentity, b: FileIdentity, rules: IdentityRules = exact): boolean {
  if (a.sizeBytes !== b.sizeBytes) return false
  if (rules.stableInodes && a.ino !== b.ino) return false
  if (a.mtimeNs === b.mtimeNs) return true
  const apart = BigInt(a.mtimeNs) - BigInt(b.mtimeNs)
  return (apart < 0n ? -apart : apart) < BigInt(rules.mtimeStepNs)
}

const exact: IdentityRules = { stableInodes: true, mtimeStepNs: 1 }
