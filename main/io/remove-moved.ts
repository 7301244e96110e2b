import * as fs from 'node:fs'
import { Fault } from '../../contract/fault.ts'
import type { FileIdentity } from '../../contract/job.ts'
import { flushFolder } from './flush.ts'
import { identityOf, sameIdentity } from './identity.ts'
import { folderOf, toFs } from './paths.ts'
import { removeName } from './remove.ts'
import { hashFile } from './seal.ts'

export interface MovedAcross {
  source: string
  identity: FileIdentity
  /** Where its bytes have been copied to, flushed and published. */
  copy: string
  sha256: string
}

/** The last act of a move to another disk: the copy is read back, and only if it is whole and the source as it was, the source goes. */
export function removeMoved({ source, identity, copy, sha256 }: MovedAcross): void {
  const found = fs.lstatSync(toFs(source), { bigint: true, throwIfNoEntry: false })
  if (!found) return
  if (!sameIdentity(identityOf(found), identity)) throw new Fault('original-changed', { subject: source })
  if (hashFile(copy) !== sha256)
    throw new Fault('result-wrong', { subject: copy, why: 'The copy does not read back as it was written.' })
  removeName(source)
  flushFolder(folderOf(source))
}
