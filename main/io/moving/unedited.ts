import type * as fs from 'node:fs'
import type { FileIdentity } from '../../../contract/job.ts'
import type { Noted } from './arrived.ts'
import { identityOf, isInState, sameIdentity } from '../looking/identity.ts'
import { hashFile } from '../looking/hash-file.ts'
import { standsAt } from '../places/stands-at.ts'

export interface Receipt {
  path: string
  identity: FileIdentity
  /** Change time when it was published, in nanoseconds; empty where it is not known. */
  ctime: string
  sha256: string
}

/** A file that is whole: in the very state that was noted, or in the state it is in now. */
export type Whole = 'as-noted' | FileIdentity

/** `edited`: somebody's work by now. `gone`: not there. */
export type Verdict = Whole | 'edited' | 'gone'

/**
 * Is each result still what was published? The change time proves it without reading; where that differs, the content decides. Of a file that was
 * only moved the content was never read: there its state decides, for it goes back to where it was, and nothing of it is lost.
 */
export function unedited(receipts: Receipt[]): Verdict[] {
  return receipts.map((receipt) => {
    const stats = standsAt(receipt.path)
    if (!stats?.isFile()) return 'gone'
    return isSame(receipt, stats) ? whole(identityOf(stats), receipt.identity) : 'edited'
  })
}

/** Nearly all files are as they were noted: that is told in a word, for thousands of them. */
function whole(found: FileIdentity, noted: FileIdentity): Whole {
  return sameIdentity(found, noted) ? 'as-noted' : found
}

function isSame({ path, identity, ctime, sha256 }: Receipt, stats: fs.BigIntStats): boolean {
  if (Number(stats.size) !== identity.sizeBytes) return false
  if (ctime !== '' && String(stats.ctimeNs) === ctime && String(stats.ino) === identity.ino) return true
  return sha256 === '' ? isInState(stats, identity) : hashFile(path) === sha256
}

/** A file that was put somewhere, as the journal noted it. */
export interface Stored {
  path: string
  identity: FileIdentity
  /** Empty where its bytes were never read. */
  sha256: string
}

/** A file that was noted with what proves that it is still the one. */
export interface Proven extends Noted {
  /** Of a result when it was published, in nanoseconds, or empty: where it is another, the content decides. Null: its state is proof enough. */
  ctime: string | null
}

/** Is it in the very state that was noted? */
export function isAsNoted(path: string, { identity, ctime, sha256 }: Proven): boolean {
  const stats = standsAt(path)
  if (!stats?.isFile() || !isInState(stats, identity)) return false
  return ctime === null || isSame({ path, identity, ctime, sha256 }, stats)
}

/**
 * The state each file is in now; null where it is not there, or is another by now. Its identity proves it, or, since a copy on another
 * volume has one of its own, its content.
 */
export function stillStored(files: Stored[]): (FileIdentity | null)[] {
  return files.map(({ path, identity, sha256 }) => {
    const stats = standsAt(path)
    if (!stats?.isFile() || Number(stats.size) !== identity.sizeBytes) return null
    const found = identityOf(stats)
    return sameIdentity(found, identity) || (sha256 !== '' && hashFile(path) === sha256) ? found : null
  })
}

/** A file that was moved aside. */
export interface Aside extends Stored {
  /** The name it had before. */
  home: string
}

/** `home`: it has its name again. Null: it is neither here nor there. */
export type Whereabouts = Whole | 'home' | null

/** An undo that could not be completed may have brought some of them home already. */
export function whereabouts(files: Aside[]): Whereabouts[] {
  return files.map(({ home, ...file }) => {
    const [found] = stillStored([file])
    if (found) return whole(found, file.identity)
    return stillStored([{ ...file, path: home }])[0] ? 'home' : null
  })
}
