import { createHash } from 'node:crypto'
import * as fs from 'node:fs'
import { Fault } from '../../../contract/fault.ts'
import type { FileIdentity } from '../../../contract/job.ts'
import { arrived } from './arrived.ts'
import { copyOne } from '../copying/copy-one.ts'
import { flushFirmly } from '../flushing/flush-firmly.ts'
import { flushFile } from '../flushing/flush.ts'
import { type IdentityRules, isInState } from '../looking/identity.ts'
import { ownPrefix } from '../../../contract/own-names.ts'
import { child, folderOf, nameOf, toFs } from '../paths.ts'
import { likeOriginals } from '../copying/like-original.ts'
import { tryLink } from '../names/link-name.ts'
import { Patience } from '../names/patience.ts'
import { dispose, removeName } from '../names/remove.ts'
import { areOneFile } from './one-file.ts'
import { renameCarefully, requireLoose, type Shifted } from './rename-only.ts'
import { hashFile } from '../looking/hash-file.ts'
import { standsAt } from '../places/stands-at.ts'

/** A move to another volume. */
export interface MoveByCopy {
  from: string
  to: string
  /** The state the file is in. */
  identity: FileIdentity
  /** Its content, which the copy is held against. */
  sha256: string
}

/** Setting a time rounds it to less than this. */
const keptTimeStepNs = 1_000

/**
 * Copy, flush, read back, then the name; the old file goes only when the new one is whole under its name and on the disk. If it cannot go, the copy
 * does: there are never two in the end. Faults: `original-changed`, `result-wrong`, those of the disk.
 */
export function moveByCopy(move: MoveByCopy, rules: IdentityRules): Shifted {
  const { from, to, identity, sha256 } = move
  const part = partFor(to)
  // One that an earlier life did not finish.
  dispose(part)
  const place = { folder: folderOf(part), attempt: nameOf(part) }
  const copied = copyOne({ source: from, planned: identity, ...place, keepTimes: true, keepMode: true })
  try {
    const [kept] = likeOriginals([{ source: from, copy: part }])
    flushFile(part)
    if (copied.sha256 !== sha256 || hashFile(part) !== sha256) throw new Fault('original-changed', { subject: from })
    const shifted = nameCopy(part, to)
    if (shifted !== 'moved') return shifted
    if (!arrived(to, { identity: kept ?? copied.identity, sha256 }, rules))
      throw new Fault('result-wrong', { subject: to, why: 'The copy was changed by somebody else.' })
    return leaveForCopy(move, rules)
  } finally {
    dispose(part)
  }
}

/** Where there are links it keeps its own name beside the new one until the old file is gone, which tells it from a file of the person's. */
function nameCopy(part: string, to: string): Shifted {
  const patience = Patience.brief()
  requireLoose(part, patience)
  const linked = patience.through(() => tryLink(part, to))
  if (linked === 'no-links') return renameCarefully(part, to, { patience })
  return linked === 'linked' ? 'moved' : linked
}

/** Whether what has this name is a copy of ours whose move has not ended. Where there are no links nothing can prove it. */
export function isOwnCopy(path: string): boolean {
  return areOneFile(path, partFor(path))
}

/** An engine that ended before the old file was gone: what has the new name is a copy of it, on another volume, with its time. */
export function hasBeenCopied({ from, to, identity, sha256 }: MoveByCopy, rules: IdentityRules): boolean {
  const [old, found] = [from, to].map(standsAt)
  if (!found?.isFile() || !old || old.dev === found.dev) return false
  const mtimeStepNs = Math.max(keptTimeStepNs, rules.mtimeStepNs)
  return isInState(found, identity, { stableInodes: false, mtimeStepNs }) && hashFile(to) === sha256
}

type Last = Omit<MoveByCopy, 'sha256'>

/** The last act, with the copy that was just made under the new name: where the old file cannot go, it goes. */
export function leaveForCopy(move: Last, rules: IdentityRules): Shifted {
  try {
    return leaveOldName(move, rules)
  } catch (error) {
    withdraw(move.to)
    throw error
  }
}

/** What somebody else has put in the place of the copy meanwhile stays. */
function withdraw(copy: string): void {
  const part = partFor(copy)
  if (areOneFile(copy, part)) removeName(copy)
  else if (!standsAt(part)) fs.renameSync(toFs(copy), toFs(part))
  dispose(part)
}

/**
 * The same for one that had the new name before, and stays in any case: it may be a person's own. What was written to the file while its copy was read
 * back is only in the file: then that stays, too.
 */
export function leaveOldName({ from, to, identity }: Last, rules: IdentityRules): Shifted {
  const fault = flushFirmly(folderOf(to))
  if (fault) throw fault
  const old = standsAt(from)
  if (old && !isInState(old, identity, rules)) throw new Fault('original-changed', { subject: from })
  removeName(from)
  return 'moved'
}

/** Removes what a move to these names, cut off, has left of a copy, but for the copy itself where it has its name. */
export function dropParts(names: readonly string[]): void {
  for (const to of names) dispose(partFor(to))
}

/** The same for the same new name, so that what is left of an earlier try is found; and short, however long that name is. */
function partFor(to: string): string {
  const hash = createHash('sha256')
    .update(toFs(nameOf(to)))
    .digest('hex')
  return child(folderOf(to), `${ownPrefix}move-${hash.slice(0, 24)}`)
}
