import * as fs from 'node:fs'
import { Fault } from '../../../contract/fault.ts'
import type { FileIdentity } from '../../../contract/job.ts'
import { flushFolder } from '../flushing/flush.ts'
import { isInState } from '../looking/identity.ts'
import { folderOf, toFs } from '../paths.ts'
import { removeName } from '../names/remove.ts'
import { hashFile } from '../looking/hash-file.ts'
import { standsAt } from '../places/stands-at.ts'

export interface MovedAcross {
  source: string
  identity: FileIdentity
  /** Where its bytes have been copied to, flushed and published. */
  copy: string
  sha256: string
}

/**
 * The last act of a move to another disk, of one file or of several that travel together: the copies are read back, and only if each is whole
 * and its source as it was, the sources go. A fault means that all of them still stand. Once one has gone, its copy is the only one there is
 * and there is no way back: another that cannot be removed then stands in both places.
 */
export function removeMoved(files: MovedAcross[]): void {
  const standing = files.filter(({ source }) => standsAt(source))
  let gone = files.length - standing.length
  const isBegun = gone > 0
  if (!isBegun) for (const file of standing) requireMoved(file)
  for (const file of standing) {
    try {
      if (isBegun) requireCopy(file)
      requireSource(file)
      removeName(file.source)
      gone++
    } catch (error) {
      if (gone === 0) throw error
    }
  }
  for (const folder of new Set(standing.map(({ source }) => folderOf(source)))) flushQuietly(folder)
}

/** After a power cut the old name may be there again, beside the copy: that is no reason to take the copy away. */
function flushQuietly(folder: string): void {
  try {
    flushFolder(folder)
  } catch {
    // The file stands whole at its new place.
  }
}

function requireMoved(file: MovedAcross): void {
  requireCopy(file)
  requireSource(file)
}

function requireCopy({ copy, sha256 }: MovedAcross): void {
  if (hashFile(copy) !== sha256)
    throw new Fault('result-wrong', { subject: copy, why: 'The copy does not read back as it was written.' })
}

/** Right before it goes: somebody may have written to it while its copy, or that of another, was read back. */
function requireSource({ source, identity }: MovedAcross): void {
  const found = fs.lstatSync(toFs(source), { bigint: true })
  if (!isInState(found, identity)) throw new Fault('original-changed', { subject: source })
}
