import type { FileIdentity } from '../../../contract/job.ts'

/** Nothing about it has changed between two looks. */
export function isSame(a: FileIdentity, b: FileIdentity): boolean {
  const isSet = a.sizeBytes === b.sizeBytes && a.mtimeNs === b.mtimeNs && a.ctimeNs === b.ctimeNs
  return isSet && a.ino === b.ino && a.dev === b.dev
}

export function modifiedMs({ mtimeNs }: FileIdentity): number {
  return Number(BigInt(mtimeNs) / 1_000_000n)
}
