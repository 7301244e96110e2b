import * as fs from 'node:fs'
import type { FileIdentity } from '../../contract/job.ts'
import { Fault } from '../../contract/fault.ts'
import type { Outcome } from './copy.ts'
import { errnoOf, ioFault } from './errno.ts'
import { flushFile, flushFolder } from './flush.ts'
import { identityOf, sameIdentity, type IdentityRules } from './identity.ts'
import { child, toFs } from './paths.ts'
import { dispose } from './remove.ts'

/** Flushes finished attempts in turn: the file system writes them together, the first flush carries most of the others. */
export function flushAll(paths: string[]): Outcome<null>[] {
  return paths.map((path) => {
    try {
      flushFile(path)
      return { ok: true, value: null }
    } catch (error) {
      dispose(path)
      return { ok: false, fault: ioFault(error, path).toWire() }
    }
  })
}

export interface PublishRequest {
  folder: string
  attempt: string
  /** The final name in the same folder. */
  name: string
  /** What the journal holds of the attempt: only that very file may be published. */
  identity: FileIdentity
}

/** `taken` is the name that existed already: nothing was replaced, and the attempt still stands. */
export interface Published {
  taken: boolean
  /** The attempt's name could not be removed; it has to be remembered. */
  litter: boolean
}

/**
 * Gives finished attempts their final names and then flushes each folder once. An existing file is never replaced:
 * a hard link fails on a taken name; without links the name is reserved by an empty file first.
 * Where a folder cannot be flushed, what was published in it is taken back: a name that might not last is no result.
 */
export function publishAll(requests: PublishRequest[], rules: PublishRules): Outcome<Published>[] {
  const outcomes = requests.map((request) => attemptPublish(request, rules))
  for (const folder of new Set(requests.map((request) => request.folder))) {
    const fault = flushFirmly(folder)
    if (!fault) continue
    requests.forEach((request, at) => {
      const outcome = outcomes[at]
      if (request.folder !== folder || !outcome?.ok || outcome.value.taken) return
      takeBack(request)
      outcomes[at] = { ok: false, fault: fault.toWire() }
    })
  }
  return outcomes
}

/** How the target volume compares files, and whether it has hard links. */
export type PublishRules = IdentityRules & { links: boolean }

const flushTries = 3

function flushFirmly(folder: string): Fault | null {
  let fault: Fault | null = null
  for (let tries = 0; tries < flushTries; tries++) {
    try {
      flushFolder(folder)
      return null
    } catch (error) {
      fault = ioFault(error, folder)
    }
  }
  return fault
}

function takeBack({ folder, attempt, name }: PublishRequest): void {
  fs.renameSync(toFs(child(folder, name)), toFs(child(folder, attempt)))
  dispose(child(folder, attempt))
}

function attemptPublish(request: PublishRequest, rules: PublishRules): Outcome<Published> {
  const path = child(request.folder, request.name)
  try {
    return { ok: true, value: publishOne(request, rules) }
  } catch (error) {
    return { ok: false, fault: ioFault(error, path).toWire() }
  }
}

function publishOne(request: PublishRequest, rules: PublishRules): Published {
  const attempt = child(request.folder, request.attempt)
  const final = child(request.folder, request.name)
  const found = fs.lstatSync(toFs(attempt), { bigint: true })
  if (!found.isFile() || !sameIdentity(identityOf(found), request.identity, rules))
    throw new Fault('result-wrong', { subject: final, why: 'The finished file was changed by somebody else.' })
  if (rules.links) {
    const linked = tryLink(attempt, final)
    if (linked === 'linked') return { taken: false, litter: !dispose(attempt) }
    if (linked === 'taken') return { taken: true, litter: false }
  }
  return reserveAndRename(attempt, final)
}

/** Errors by which a file system says that it has no hard links (some shares say so only now and then). */
const linkless = new Set(['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK', 'EXDEV', 'EACCES', 'UNKNOWN'])

function tryLink(attempt: string, final: string): 'linked' | 'taken' | 'no-links' {
  try {
    fs.linkSync(toFs(attempt), toFs(final))
    return 'linked'
  } catch (error) {
    if (errnoOf(error) === 'EEXIST') return 'taken'
    if (linkless.has(errnoOf(error))) return 'no-links'
    throw error
  }
}

function reserveAndRename(attempt: string, final: string): Published {
  try {
    fs.closeSync(fs.openSync(toFs(final), 'wx', 0o600))
  } catch (error) {
    if (errnoOf(error) === 'EEXIST') return { taken: true, litter: false }
    throw error
  }
  try {
    fs.renameSync(toFs(attempt), toFs(final))
    return { taken: false, litter: false }
  } catch (error) {
    releaseReservation(final)
    throw error
  }
}

/** Removes a name we reserved, and only while it is still our empty file. */
export function releaseReservation(final: string): boolean {
  const stats = fs.lstatSync(toFs(final), { throwIfNoEntry: false })
  if (!stats) return true
  if (!stats.isFile() || stats.size !== 0) return false
  for (let tries = 0; tries < 3; tries++) {
    try {
      fs.unlinkSync(toFs(final))
      return true
    } catch (error) {
      if (errnoOf(error) === 'ENOENT') return true
    }
  }
  return false
}
