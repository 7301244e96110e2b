import * as fs from 'node:fs'
import type { FileIdentity } from '../../../contract/job.ts'
import { Fault } from '../../../contract/fault.ts'
import type { Outcome } from '../outcome.ts'
import { arrived } from '../moving/arrived.ts'
import { backToAttempt } from './back-to-attempt.ts'
import { errnoOf, ioFault } from '../errno.ts'
import { flushFirmly } from '../flushing/flush-firmly.ts'
import { isInState, type IdentityRules } from '../looking/identity.ts'
import { tryLink } from '../names/link-name.ts'
import { linkStays } from '../names/link-stays.ts'
import { Patience } from '../names/patience.ts'
import { child, folderOf, toFs } from '../paths.ts'
import { makeFolderOnDisk } from '../folders/make-folder.ts'
import { isAway } from '../places/mount.ts'
import { isStill } from '../moving/one-file.ts'
import { dispose } from '../names/remove.ts'
import { leaveName, requireLoose } from '../moving/rename-only.ts'
import { renameReserved } from '../names/reserve-name.ts'
import { aboutShutFolder } from '../folders/shut-folder.ts'

export interface PublishRequest {
  /** Absolute path of the finished attempt. */
  attempt: string
  /** What the journal holds of the attempt: only that very file may be published. */
  identity: FileIdentity
  /** Empty where its bytes were never read. */
  sha256: string
  folder: string
  /** The final name in `folder`. */
  name: string
  /** The file is a person's own that is only renamed, not an attempt of ours. */
  original: boolean
}

/** `taken`: the part of the set whose name existed already; then nothing of the set is published and every attempt still stands. */
export interface Published {
  taken: number | null
  /** Change times by part, in nanoseconds; empty when nothing was published. */
  ctimes: string[]
  /** Attempt names that could not be removed; they have to be remembered. */
  litter: string[]
}

/** How the target volume compares files, whether it has hard links, and where it is mounted, if that is known. */
export type PublishRules = IdentityRules & { links: boolean; mount?: string | null }

/**
 * Gives the finished attempts of each set (the results of one job) their final names, all of a set or none, and then flushes
 * each folder once. An existing file is never replaced: a hard link fails on a taken name; without links the name is
 * reserved by an empty file first. Where a folder cannot be flushed its sets are taken back: a name that might not last is no result.
 */
export function publishAll(sets: PublishRequest[][], rules: PublishRules): Outcome<Published>[] {
  const { mount } = rules
  if (mount && isAway(mount)) return sets.map(away)
  const unmade = makeFolders(sets, mount)
  const patience = Patience.long()
  const outcomes = sets.map((set) => publishSet(set, { rules, patience, unmade }))
  const folders = new Set(sets.flatMap((set) => set.flatMap(foldersOf)))
  for (const folder of folders) {
    const fault = flushFirmly(folder)
    if (!fault) continue
    sets.forEach((set, at) => {
      const outcome = outcomes[at]
      if (!outcome?.ok || outcome.value.taken !== null || !set.some((request) => foldersOf(request).includes(folder)))
        return
      takeBack(set)
      outcomes[at] = { ok: false, fault: fault.toWire() }
    })
  }
  return outcomes
}

/** What has been taken from under its mount point is not made anew on the disk below. */
function away([request]: PublishRequest[]): Outcome<Published> {
  return { ok: false, fault: new Fault('volume-gone', { subject: request?.folder ?? '' }).toWire() }
}

/** A result may bring folders along that nobody has made yet, as from an archive. Answers with those that cannot be made: they fail their own results. */
function makeFolders(sets: PublishRequest[][], mount: string | null | undefined): Map<string, Fault> {
  const unmade = new Map<string, Fault>()
  for (const folder of new Set(sets.flatMap((set) => set.map((request) => request.folder)))) {
    try {
      if (!fs.existsSync(toFs(folder))) makeFolderOnDisk(folder, mount)
    } catch (error) {
      unmade.set(folder, ioFault(error, folder))
    }
  }
  return unmade
}

interface Publishing {
  rules: PublishRules
  patience: Patience
  /** Folders that could not be made, and why. */
  unmade: Map<string, Fault>
}

/** A renamed original has left one folder and come into another. */
function foldersOf({ folder, attempt, original }: PublishRequest): string[] {
  return original ? [folder, folderOf(attempt)] : [folder]
}

function publishSet(set: PublishRequest[], { rules, patience, unmade }: Publishing): Outcome<Published> {
  const litter: string[] = []
  const ctimes: string[] = []
  let named = 0
  for (const [part, request] of set.entries()) {
    try {
      const fault = unmade.get(request.folder)
      if (fault) throw fault
      const published = publishOne(request, rules, patience)
      if (published === 'taken') {
        takeBack(set.slice(0, part))
        return { ok: true, value: { taken: part, ctimes: [], litter } }
      }
      // Also where looking at it once more is what fails.
      named = part + 1
      if (published === 'litter') litter.push(request.attempt)
      ctimes.push(requireSame(request, rules))
    } catch (error) {
      takeBack(set.slice(0, named))
      const fault = ioFault(error, refusing(error, request))
      const names = [request.attempt, child(request.folder, request.name)]
      return { ok: false, fault: aboutShutFolder(fault, names).toWire() }
    }
  }
  return { ok: true, value: { taken: null, ctimes, litter } }
}

/**
 * What a failed call is told of. An original is renamed when its new name is there already, so that a refusal is of the folder it would leave, and one
 * that somebody took away before that is what is missing.
 */
function refusing(error: unknown, { attempt, folder, name, original }: PublishRequest): string {
  if (original && errnoOf(error) === 'ENOENT' && !fs.existsSync(toFs(attempt))) return attempt
  const isRename = error instanceof Error && 'syscall' in error && error.syscall === 'rename'
  const stays = original && isRename && ['EACCES', 'EPERM'].includes(errnoOf(error))
  return stays ? attempt : child(folder, name)
}

/** What stands under the final name is the very file that was noted; else it goes back. Answers with its change time, which nobody can set. */
function requireSame(request: PublishRequest, rules: PublishRules): string {
  const final = child(request.folder, request.name)
  const found = arrived(final, request, rules)
  if (found) return String(found.ctimeNs)
  // What was renamed in that very moment is somebody's newer file, whatever was noted.
  if (!fs.existsSync(toFs(final))) throw changed(request)
  if (request.original) backToAttempt(final, request.attempt)
  else takeBack([request])
  throw changed(request)
}

/**
 * What was published goes back to its attempt's name, so that it can be published again or disposed of. What cannot go back stays, as does what
 * somebody else has given the name by now, and the others go all the same.
 */
export function takeBack(set: PublishRequest[]): void {
  for (const { folder, name, attempt, identity } of set) {
    const final = child(folder, name)
    try {
      if (isStill(final, identity)) backToAttempt(final, attempt)
    } catch {
      // Somebody else has taken it away, or its disk has gone: the fault that led here is the one to tell.
    }
  }
}

type Step = 'published' | 'litter' | 'taken'

function publishOne(request: PublishRequest, rules: PublishRules, patience: Patience): Step {
  const { attempt, folder, name } = request
  const final = child(folder, name)
  if (request.original) {
    requireNoted(request, rules)
    requireLoose(attempt, patience)
  }
  if (rules.links) {
    const linked = patience.through(() => tryLink(attempt, final))
    if (linked === 'linked') return leaveAttempt(request, final, patience) ? 'published' : 'litter'
    if (linked === 'taken') return 'taken'
  }
  return patience.through(() => renameReserved(attempt, final)) === 'moved' ? 'published' : 'taken'
}

/** Whoever saves a file puts another in its place, which nobody has asked to be moved. Where no inode tells, nothing could tell afterwards. */
function requireNoted(request: PublishRequest, rules: PublishRules): void {
  const found = fs.lstatSync(toFs(request.attempt), { bigint: true })
  if (found.isSymbolicLink()) throw linkStays(request.attempt)
  if (!found.isFile() || !isInState(found, request.identity, rules)) throw changed(request)
}

function changed({ attempt, folder, name, original }: PublishRequest): Fault {
  if (original) return new Fault('original-changed', { subject: attempt })
  const why = 'The finished file was changed by somebody else.'
  return new Fault('result-wrong', { subject: child(folder, name), why })
}

function leaveAttempt({ attempt, original }: PublishRequest, final: string, patience: Patience): boolean {
  if (!original) return dispose(attempt, patience)
  leaveName(attempt, final, patience)
  return true
}
