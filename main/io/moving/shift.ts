import * as fs from 'node:fs'
import { Fault } from '../../../contract/fault.ts'
import type { FileIdentity } from '../../../contract/job.ts'
import type { Outcome } from '../outcome.ts'
import { arrived } from './arrived.ts'
import { errnoOf, ioFault } from '../errno.ts'
import { flushFirmly } from '../flushing/flush-firmly.ts'
import { identityOf, type IdentityRules, sameIdentity } from '../looking/identity.ts'
import { linkStays } from '../names/link-stays.ts'
import { makeFolder, unmakeFolders, vanishingMost } from '../folders/make-folder.ts'
import { isThere } from '../places/stands-at.ts'
import { hasBeenCopied, isOwnCopy, leaveOldName, type MoveByCopy, moveByCopy } from './move-by-copy.ts'
import { Patience } from '../names/patience.ts'
import { folderOf, toFs } from '../paths.ts'
import { leaveOwnName, renameCarefully, renameToUnique, type Shifted } from './rename-only.ts'
import { hashFile } from '../looking/hash-file.ts'
import { aboutShutFolder } from '../folders/shut-folder.ts'

/** A whole file that is to be under another name. Nothing is ever replaced by it. */
export interface ShiftRequest {
  from: string
  to: string
  /** Only a file in this state, or with this content, may be moved; it is looked at once more after a move by which it could be another. */
  identity: FileIdentity
  /** Empty where its bytes were never read. */
  sha256: string
  /** The new name was made for this file alone, as in the vault: a plain rename is safe then, and is all that is done to the old name. */
  unique: boolean
  /** So was the old name. */
  isVaulted?: boolean
  /** No earlier life may have begun with it: what has the new name is somebody else's, be it a copy of the file or the very same. */
  isNew?: boolean
  /**
   * It is not known whether the file was ever moved, and it still stands under its new name here: what has the old one may be the person's own, and
   * stays unless it is proved to be a copy of ours.
   */
  isDoubtful?: boolean
  /** Its hash, where it may be copied if the two names are on different volumes, or has been before; null: then it is `apart`. */
  copyIfApart: string | null
}

/** Moves files in turn, each with its own outcome, then flushes every folder once. Faults: `original-changed`, `file-special`, `file-missing`, those of the disk. */
export function shiftAll({ requests, rules }: { requests: ShiftRequest[]; rules: IdentityRules }): Outcome<Shifted>[] {
  using shifter = new Shifter(rules)
  return requests.map((request) => shifter.shift(request))
}

/** Moves one file at a time; disposing flushes every folder that lost or got one, once. */
export class Shifter implements Disposable {
  readonly #rules: IdentityRules
  readonly #ready = new Set<string>()
  readonly #changed = new Set<string>()
  readonly #patience = Patience.long()

  constructor(rules: IdentityRules) {
    this.#rules = rules
  }

  /** `looked`: it was found in the required state just before, and nobody has tried to move it. */
  shift(request: ShiftRequest, { looked }: Looked = { looked: false }): Outcome<Shifted> {
    const [from, to] = [folderOf(request.from), folderOf(request.to)]
    try {
      const found = looked ? request : { ...request, identity: requiredState(request, this.#rules) }
      const how = { rules: this.#rules, patience: this.#patience, looked }
      const value = this.#into(request, () => shiftOne(found, how))
      this.#changed.add(to).add(from)
      return { ok: true, value }
    } catch (error) {
      const fault = ioFault(error, request.from)
      return { ok: false, fault: aboutShutFolder(fault, [request.from, request.to]).toWire() }
    }
  }

  /** What was made for a file that did not come is taken away. Another thread may do so with what this one has found there: then it is made once more. */
  #into(request: ShiftRequest, act: () => Shifted, tries = 0): Shifted {
    const folder = folderOf(request.to)
    const made = this.#makeReady(folder)
    let shifted: Shifted | undefined
    try {
      return (shifted = act())
    } catch (error) {
      if (tries === vanishingMost || errnoOf(error) !== 'ENOENT' || !isThere(request.from)) throw error
      this.#ready.delete(folder)
      return (shifted = this.#into(request, act, tries + 1))
    } finally {
      if (made.length > 0 && shifted !== 'moved') this.#unmake(folder, made)
    }
  }

  #makeReady(folder: string): string[] {
    if (this.#ready.has(folder)) return []
    const isFolder = fs.statSync(toFs(folder), { throwIfNoEntry: false })?.isDirectory()
    const made = isFolder ? [] : makeFolder(folder)
    this.#ready.add(folder)
    return made
  }

  #unmake(folder: string, made: string[]): void {
    this.#ready.delete(folder)
    unmakeFolders(made)
  }

  /** A folder that cannot be flushed is no fault: the moves are journalled, and after a power cut either name leads to the file. */
  [Symbol.dispose](): void {
    for (const folder of this.#changed) flushFirmly(folder)
  }
}

interface Looked {
  looked: boolean
}

/** Its identity is that of the file as it was found. */
function shiftOne(
  request: ShiftRequest,
  { rules, patience, looked }: Looked & { rules: IdentityRules; patience: Patience },
): Shifted {
  const { from, to, copyIfApart, unique, isVaulted, isNew = false } = request
  if (isVaulted && looked && leaveOwnName(from, to, patience)) return 'moved'
  const renamed = unique
    ? renameToUnique(from, to, { patience, isTried: !looked })
    : renameCarefully(from, to, { patience, isNew })
  if (renamed !== 'moved')
    return copyIfApart === null ? renamed : byCopy(renamed, { ...request, sha256: copyIfApart, isNew }, rules)
  if (arrived(to, request, rules)) return 'moved'
  renameCarefully(to, from)
  throw new Fault('original-changed', { subject: from })
}

/** What could not be renamed, where it may be copied. */
function byCopy(why: Exclude<Shifted, 'moved'>, move: MoveByCopy & Tried, rules: IdentityRules): Shifted {
  if (why === 'apart') return moveByCopy(move, rules)
  if (move.isNew || (move.isDoubtful && !isOwnCopy(move.from)) || !hasBeenCopied(move, rules)) return why
  return leaveOldName(move, rules)
}

type Tried = Pick<ShiftRequest, 'isNew' | 'isDoubtful'>

/** A copy on another volume is a file of its own: its content tells that it is the one. */
function requiredState({ from, identity, copyIfApart }: ShiftRequest, rules: IdentityRules): FileIdentity {
  const stats = fs.lstatSync(toFs(from), { bigint: true })
  if (stats.isSymbolicLink()) throw linkStays(from)
  const found = identityOf(stats)
  if (stats.isFile() && sameIdentity(found, identity, rules)) return found
  if (stats.isFile() && found.sizeBytes === identity.sizeBytes && copyIfApart && hashFile(from) === copyIfApart)
    return found
  throw new Fault('original-changed', { subject: from })
}
