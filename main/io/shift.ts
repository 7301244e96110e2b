import * as fs from 'node:fs'
import { Fault } from '../../contract/fault.ts'
import type { FileIdentity } from '../../contract/job.ts'
import { copyOne, type CopyRequest } from './copy.ts'
import type { Outcome } from './outcome.ts'
import { arrived } from './arrived.ts'
import { errnoOf, ioFault } from './errno.ts'
import { flushFile, flushFolder } from './flush.ts'
import { identityOf, type IdentityRules, sameIdentity } from './identity.ts'
import { makeFolder } from './make-folder.ts'
import { folderOf, nameOf, ownPrefix, toFs } from './paths.ts'
import { dispose, removeName } from './remove.ts'
import { hashFile } from './seal.ts'

/** A whole file that is to be under another name. Nothing is ever replaced by it. */
export interface ShiftRequest {
  from: string
  to: string
  /** Only a file in this state, or with this content, may be moved; it is looked at once more after the move. */
  identity: FileIdentity
  /** Empty where its bytes were never read. */
  sha256: string
  /** The new name was made for this file alone, as in the vault: a plain rename is safe then, and is all that is done to the old name. */
  unique: boolean
  /** Its hash, where it may be copied if the two names are on different volumes, or has been before; null: then it is `apart`. */
  copyIfApart: string | null
}

/** `apart`: the names are on different volumes. `taken`: something has the new name already. In both cases nothing was done. */
export type Shifted = 'moved' | 'apart' | 'taken'

/** Moves files in turn, each with its own outcome, then flushes every folder once. Faults: `original-changed`, `file-missing`, those of the disk. */
export function shiftAll({ requests, rules }: { requests: ShiftRequest[]; rules: IdentityRules }): Outcome<Shifted>[] {
  using shifter = new Shifter(rules)
  return requests.map((request) => shifter.shift(request))
}

/** Moves one file at a time; disposing flushes every folder that lost or got one, once. */
export class Shifter implements Disposable {
  readonly #rules: IdentityRules
  readonly #ready = new Set<string>()
  readonly #changed = new Set<string>()

  constructor(rules: IdentityRules) {
    this.#rules = rules
  }

  /** `looked`: it was found in the required state just before. */
  shift(request: ShiftRequest, { looked } = { looked: false }): Outcome<Shifted> {
    const [from, to] = [folderOf(request.from), folderOf(request.to)]
    try {
      this.#makeReady(to)
      const before = looked ? request.identity : requiredState(request, this.#rules)
      const value = shiftOne({ ...request, identity: before }, this.#rules)
      this.#changed.add(to).add(from)
      return { ok: true, value }
    } catch (error) {
      return { ok: false, fault: ioFault(error, request.from).toWire() }
    }
  }

  #makeReady(folder: string): void {
    if (this.#ready.has(folder)) return
    if (!fs.statSync(toFs(folder), { throwIfNoEntry: false })?.isDirectory()) makeFolder(folder)
    this.#ready.add(folder)
  }

  [Symbol.dispose](): void {
    for (const folder of this.#changed) flushQuietly(folder)
  }
}

/** Its identity is that of the file as it was found. */
function shiftOne(request: ShiftRequest, rules: IdentityRules): Shifted {
  const { from, to, copyIfApart, unique } = request
  const shifted = unique ? renameToUnique(from, to) : renameCarefully(from, to)
  if (shifted === 'apart' && copyIfApart !== null) return copyOver({ ...request, sha256: copyIfApart }, rules)
  if (shifted !== 'moved') return shifted
  if (arrived(to, request, rules)) return 'moved'
  renameCarefully(to, from)
  throw new Fault('original-changed', { subject: from })
}

/** A copy on another volume is a file of its own: its content tells that it is the one. */
function requiredState({ from, identity, copyIfApart }: ShiftRequest, rules: IdentityRules): FileIdentity {
  const stats = fs.lstatSync(toFs(from), { bigint: true })
  const found = identityOf(stats)
  if (stats.isFile() && sameIdentity(found, identity, rules)) return found
  if (stats.isFile() && found.sizeBytes === identity.sizeBytes && copyIfApart && hashFile(from) === copyIfApart)
    return found
  throw new Fault('original-changed', { subject: from })
}

function renameToUnique(from: string, to: string): Shifted {
  if (fs.existsSync(toFs(to))) return 'taken'
  try {
    fs.renameSync(toFs(from), toFs(to))
    return 'moved'
  } catch (error) {
    if (errnoOf(error) === 'EXDEV') return 'apart'
    throw error
  }
}

/** A link to the new name fails when that is taken, so nothing can be replaced; without links a name is reserved first. */
function renameCarefully(from: string, to: string): Shifted {
  try {
    fs.linkSync(toFs(from), toFs(to))
  } catch (error) {
    const errno = errnoOf(error)
    if (errno === 'EXDEV') return 'apart'
    if (linkless.has(errno)) return renameReserved(from, to)
    if (errno !== 'EEXIST') throw error
    if (!hasBothNames(from, to)) return 'taken'
  }
  removeName(from)
  return 'moved'
}

/** An engine that ended between the two calls: the second is all there is left to do. Names that differ in case only may be one name. */
function hasBothNames(from: string, to: string): boolean {
  const [old, found] = [from, to].map((path) => fs.lstatSync(toFs(path), { bigint: true }))
  if (from.normalize().toLowerCase() === to.normalize().toLowerCase()) return false
  return old?.isFile() === true && old.nlink > 1n && old.dev === found?.dev && old.ino === found.ino
}

const linkless = new Set(['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK', 'EACCES', 'UNKNOWN'])

function renameReserved(from: string, to: string): Shifted {
  try {
    fs.closeSync(fs.openSync(toFs(to), 'wx', 0o600))
  } catch (error) {
    if (errnoOf(error) === 'EEXIST') return 'taken'
    throw error
  }
  try {
    fs.renameSync(toFs(from), toFs(to))
    return 'moved'
  } catch (error) {
    fs.unlinkSync(toFs(to))
    if (errnoOf(error) === 'EXDEV') return 'apart'
    throw error
  }
}

/** Copy, flush, compare with the hash, then the name; the old file goes only when the new one has been read back whole. */
function copyOver({ from, to, identity, sha256 }: ShiftRequest, rules: IdentityRules): Shifted {
  const folder = folderOf(to)
  const attempt = `${ownPrefix}move-${nameOf(to)}`.slice(0, 100)
  const request: CopyRequest = { source: from, planned: identity, folder, attempt, keepTimes: true, keepMode: true }
  const copied = copyOne(request)
  const part = `${folder}/${attempt}`
  try {
    flushFile(part)
    if (copied.sha256 !== sha256 || hashFile(part) !== sha256) throw new Fault('original-changed', { subject: from })
    const shifted = renameCarefully(part, to)
    if (shifted !== 'moved') return shifted
    if (!arrived(to, { identity: copied.identity, sha256 }, rules))
      throw new Fault('result-wrong', { subject: to, why: 'The copy was changed by somebody else.' })
    flushFolder(folder)
    removeName(from)
    return 'moved'
  } finally {
    dispose(part)
  }
}

const flushTries = 3

/** The moves are journalled: after a power cut either name leads to the file. */
function flushQuietly(folder: string): void {
  for (let attempt = 0; attempt < flushTries; attempt++) {
    try {
      flushFolder(folder)
      return
    } catch {
      // Tried again; recovery looks under both names.
    }
  }
}
