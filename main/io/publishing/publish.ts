import * as fs from 'node:fs'
import { Fault } from '../../../contract/fault.ts'
import { errnoOf, ioFault } from '../errno.ts'
import { flushFirmly } from '../flushing/flush-firmly.ts'
import { makeFolderOnDisk, vanishingMost } from '../folders/make-folder.ts'
import { aboutShutFolder } from '../folders/shut-folder.ts'
import { Patience } from '../names/patience.ts'
import type { Outcome } from '../outcome.ts'
import { child, folderOf, toFs } from '../paths.ts'
import { isAway } from '../places/mount.ts'
import { isThere } from '../places/stands-at.ts'
import { publishOne, requireSame, type Step } from './publish-one.ts'
import type { Published, PublishRequest, PublishRules } from './publish-request.ts'
import { takeBack } from './take-back.ts'

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
      const published = publishInto(request, rules, patience)
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

/** Another thread may take the folder away, as long as nothing is in it, when what came into it is taken back: then it is made once more. */
function publishInto(request: PublishRequest, rules: PublishRules, patience: Patience): Step {
  for (let tries = 0; ; tries++) {
    try {
      return publishOne(request, rules, patience)
    } catch (error) {
      if (tries === vanishingMost || errnoOf(error) !== 'ENOENT' || !isThere(request.attempt)) throw error
      // Of a name that it does not take, too, a disk may say that there is no such file.
      if (makeFolderOnDisk(request.folder, rules.mount).length === 0 && tries > 0) throw error
    }
  }
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
