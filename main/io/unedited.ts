import * as fs from 'node:fs'
import type { FileIdentity } from '../../contract/job.ts'
import { identityOf, sameIdentity } from './identity.ts'
import { toFs } from './paths.ts'
import { hashFile } from './seal.ts'

export interface Receipt {
  path: string
  identity: FileIdentity
  /** Change time when it was published, in nanoseconds; empty where it is not known. */
  ctime: string
  sha256: string
}

/** `same`: as it was published, with the state it is in now. `edited`: somebody's work by now. `gone`: not there. */
export type Verdict = { state: 'same'; identity: FileIdentity } | { state: 'edited' } | { state: 'gone' }

/** Is each result still what was published? The change time proves it without reading; where that differs, the content decides. */
export function unedited(receipts: Receipt[]): Verdict[] {
  return receipts.map((receipt) => {
    const stats = fs.lstatSync(toFs(receipt.path), { bigint: true, throwIfNoEntry: false })
    if (!stats?.isFile()) return { state: 'gone' }
    return isSame(receipt, stats) ? { state: 'same', identity: identityOf(stats) } : { state: 'edited' }
  })
}

function isSame({ path, identity, ctime, sha256 }: Receipt, stats: fs.BigIntStats): boolean {
  if (Number(stats.size) !== identity.sizeBytes) return false
  if (ctime !== '' && String(stats.ctimeNs) === ctime && String(stats.ino) === identity.ino) return true
  return sha256 !== '' && hashFile(path) === sha256
}

/** A file that was put somewhere, as the journal noted it. */
export interface Stored {
  path: string
  identity: FileIdentity
  /** Empty where its bytes were never read. */
  sha256: string
}

/**
 * The state each file is in now; null where it is not there, or is another by now. Its identity proves it, or, since a copy on another
 * volume has one of its own, its content.
 */
export function stillStored(files: Stored[]): (FileIdentity | null)[] {
  return files.map(({ path, identity, sha256 }) => {
    const stats = fs.lstatSync(toFs(path), { bigint: true, throwIfNoEntry: false })
    if (!stats?.isFile() || Number(stats.size) !== identity.sizeBytes) return null
    const found = identityOf(stats)
    return sameIdentity(found, identity) || (sha256 !== '' && hashFile(path) === sha256) ? found : null
  })
}
