import * as fs from 'node:fs'
import { Fault } from '../../../contract/fault.ts'
import { wasJustChanged } from '../../../contract/just-changed.ts'
import { ioFault } from '../errno.ts'
import { unmakeFolders } from '../folders/make-folder.ts'
import { identityOf, isInState, sameIdentity } from '../looking/identity.ts'
import { dispose } from '../names/remove.ts'
import { child, toFs } from '../paths.ts'
import type { CopyRequest, Written } from './copy-request.ts'
import { finishLike } from './make-like.ts'
import { openAttempt } from './open-attempt.ts'
import { pump, readWhole } from './pump.ts'

/** One copy that is not flushed yet. Faults: `original-changed`, `file-special`, those of the disk; then there is no attempt. */
export function copyOne(request: CopyRequest, stop?: Int32Array): Written {
  const input = openSource(request.source)
  const made: string[] = []
  try {
    const before = fs.fstatSync(input, { bigint: true })
    refuseOther(request, before)
    const isYoung = wasJustChanged(Number(before.mtimeMs))
    const written = writeAttempt({ input, before, stop, made }, request)
    return ofOneVersion({ input, isYoung, stop }, written, request)
  } catch (error) {
    unmakeFolders(made)
    throw error
  } finally {
    fs.closeSync(input)
  }
}

/** O_NONBLOCK keeps an open of a pipe that took the file's place from waiting for ever. */
function openSource(source: string): number {
  try {
    return fs.openSync(toFs(source), fs.constants.O_RDONLY | (fs.constants.O_NONBLOCK ?? 0))
  } catch (error) {
    throw ioFault(error, source)
  }
}

function refuseOther({ source, planned }: CopyRequest, found: fs.BigIntStats): void {
  if (!found.isFile()) throw new Fault('file-special', { subject: source })
  if (!isInState(found, planned)) throw new Fault('original-changed', { subject: source })
}

interface Reading {
  input: number
  before: fs.BigIntStats
  stop: Int32Array | undefined
  /** Gets the folders that are made for the copy. */
  made: string[]
}

function writeAttempt(reading: Reading, request: CopyRequest): Omit<Written, 'source'> {
  const path = child(request.folder, request.attempt)
  const { before } = reading
  const output = openAttempt(path, request, reading)
  try {
    const sha256 = pump(reading, output)
    finishLike(output, before, { times: request.keepTimes, mode: request.keepMode })
    const identity = identityOf(fs.fstatSync(output, { bigint: true }))
    fs.closeSync(output)
    return { identity, sha256 }
  } catch (error) {
    closeQuietly(output)
    dispose(path)
    throw ioFault(error, path)
  }
}

interface Reread {
  input: number
  /** Its time does not tell whether it is being changed. */
  isYoung: boolean
  stop: Int32Array | undefined
}

/** Of anything else nothing is left. */
function ofOneVersion(
  { input, isYoung, stop }: Reread,
  written: Omit<Written, 'source'>,
  request: CopyRequest,
): Written {
  try {
    const source = identityOf(fs.fstatSync(input, { bigint: true }))
    const isSame = sameIdentity(source, request.planned) && written.identity.sizeBytes === source.sizeBytes
    if (isSame && (!isYoung || readWhole(input, stop) === written.sha256)) return { ...written, source }
    throw new Fault('original-changed', { subject: request.source })
  } catch (error) {
    dispose(child(request.folder, request.attempt))
    throw error
  }
}

function closeQuietly(descriptor: number): void {
  try {
    fs.closeSync(descriptor)
  } catch {
    // Already closed: the error that led here is the one to report.
  }
}
