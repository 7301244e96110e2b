import type { BigIntStats } from 'node:fs'
import type { FileIdentity } from '../../../contract/job.ts'

export function identityOf(stats: BigIntStats): FileIdentity {
  return {
    dev: String(stats.dev),
    ino: String(stats.ino),
    sizeBytes: Number(stats.size),
    mtimeNs: String(stats.mtimeNs),
    ctimeNs: String(stats.ctimeNs),
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
  return a.mtimeNs === b.mtimeNs || areAlike(BigInt(a.mtimeNs), BigInt(b.mtimeNs), rules)
}

/** `sameIdentity` of a file as it stands now, for thousands of them: of its numbers only those that are compared become text. */
export function isInState(stats: BigIntStats, noted: FileIdentity, rules: IdentityRules = exact): boolean {
  if (Number(stats.size) !== noted.sizeBytes) return false
  if (rules.stableInodes && String(stats.ino) !== noted.ino) return false
  return String(stats.mtimeNs) === noted.mtimeNs || areAlike(stats.mtimeNs, BigInt(noted.mtimeNs), rules)
}

function areAlike(aNs: bigint, bNs: bigint, { mtimeStepNs }: IdentityRules): boolean {
  const apartNs = aNs - bNs
  return (apartNs < 0n ? -apartNs : apartNs) < BigInt(mtimeStepNs)
}

/**
 * Of a file in the same state by all that can be set: was anything done to it since? Its rights, a name, or its content, with the time set back. Where
 * inode numbers do not last the change time does not either, and says nothing.
 */
export function isTouched(a: FileIdentity, b: FileIdentity, rules: Pick<IdentityRules, 'stableInodes'>): boolean {
  return rules.stableInodes && a.ctimeNs !== undefined && b.ctimeNs !== undefined && a.ctimeNs !== b.ctimeNs
}

const exact: IdentityRules = { stableInodes: true, mtimeStepNs: 1 }
