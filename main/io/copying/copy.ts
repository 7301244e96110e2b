import { createHash } from 'node:crypto'
import * as fs from 'node:fs'
import { Fault } from '../../../contract/fault.ts'
import type { FileIdentity } from '../../../contract/job.ts'
import { wasJustChanged } from '../../../contract/just-changed.ts'
import { errnoOf, ioFault } from '../errno.ts'
import { flushWritten } from '../flushing/flush-all.ts'
import { identityOf, isInState, sameIdentity } from '../looking/identity.ts'
import { likeOriginals } from './like-original.ts'
import { finishLike, openingMode } from './make-like.ts'
import { isDiskGone, makeFolderOnDisk, unmakeFolders } from '../folders/make-folder.ts'
import type { Outcome } from '../outcome.ts'
import { chunkBytes, copiedAt } from './copied-chunks.ts'
import { isSparse, writeAll, writeData } from './sparse.ts'
import { child, toFs } from '../paths.ts'
import { dispose } from '../names/remove.ts'

export interface CopyRequest {
  source: string
  /** The state the source was in when it was planned; another one is `original-changed`. */
  planned: FileIdentity
  folder: string
  /** A name made for this one attempt; it must not exist. */
  attempt: string
  keepTimes: boolean
  keepMode: boolean
  /** The source is to go: all that the system can keep of it is kept, be it attributes or rights of others. */
  keepAll?: boolean
  /** Where the disk of the folder begins, if that is known: while nothing is mounted there no folder is made. */
  mount?: string | null
}

/** A complete result under its attempt name. */
export interface Written {
  identity: FileIdentity
  /** Lower-case hex, of the bytes as they were read. */
  sha256: string
  source: FileIdentity
}

const buffer = Buffer.allocUnsafe(chunkBytes)

/**
 * Copies in turn and flushes together; each has its own outcome, and a failed one leaves nothing behind. `stop`: a shared word, not 0 to
 * end early. Where it has a second word, that counts the chunks of `chunkBytes` that have been copied.
 */
export async function copyAll(requests: CopyRequest[], stop?: Int32Array): Promise<Outcome<Written>[]> {
  const written = requests.map((request): Outcome<Written> => {
    try {
      return { ok: true, value: copyOne(request, stop) }
    } catch (error) {
      return { ok: false, fault: ioFault(error, request.source).toWire() }
    }
  })
  keepAttributes(requests, written)
  const attempts = requests.map(({ folder, attempt }) => child(folder, attempt))
  return flushWritten(attempts, written)
}

/** What was set is part of the state that the attempt is known by. */
function keepAttributes(requests: CopyRequest[], written: Outcome<Written>[]): void {
  const moving = requests.flatMap((request, at) => {
    const outcome = written[at]
    return request.keepAll && outcome?.ok ? [{ request, outcome }] : []
  })
  const found = likeOriginals(
    moving.map(({ request: { source, folder, attempt } }) => ({ source, copy: child(folder, attempt) })),
  )
  for (const [at, { outcome }] of moving.entries()) outcome.value.identity = found[at] ?? outcome.value.identity
}

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
    if (isSame && (!isYoung || read(input, stop) === written.sha256)) return { ...written, source }
    throw new Fault('original-changed', { subject: request.source })
  } catch (error) {
    dispose(child(request.folder, request.attempt))
    throw error
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

/** A folder that was made by another thread may be gone again, with the copy it was made for. */
const openingsMost = 5

function openAttempt(path: string, request: CopyRequest, { before, made }: Pick<Reading, 'before' | 'made'>): number {
  const { folder, mount } = request
  const opening = openingMode(before, { times: request.keepTimes, mode: request.keepMode })
  for (let openings = 1; ; openings++) {
    try {
      return fs.openSync(toFs(path), 'wx', opening)
    } catch (error) {
      if (errnoOf(error) !== 'ENOENT' || openings === openingsMost) throw ioFault(error, path)
    }
    try {
      made.push(...makeFolderOnDisk(folder, mount))
    } catch (error) {
      if (openings === openingsMost - 1 || isDiskGone(error)) throw error
    }
  }
}

/** Hashes what it moves, and tells how many chunks that were. Runs of zeros are left out where the source has holes, and are holes then too. */
function pump({ input, before, stop }: Reading, output: number): string {
  const write = isSparse(before) ? writeData : writeAll
  let length = 0
  const sha256 = read(input, stop, (chunk) => {
    write(output, chunk, length)
    length += chunk.length
    if (stop && stop.length > copiedAt) Atomics.store(stop, copiedAt, Math.ceil(length / chunkBytes))
  })
  if (write === writeData) fs.ftruncateSync(output, length)
  return sha256
}

/** The whole file from its beginning, chunk by chunk; answers with its SHA-256, lower-case hex. */
function read(input: number, stop: Int32Array | undefined, take: (chunk: Buffer) => void = () => {}): string {
  const hash = createHash('sha256')
  for (let at = 0; ; ) {
    if (stop && Atomics.load(stop, 0) !== 0) throw new Fault('file-busy', { subject: 'a cancelled copy' })
    const length = fs.readSync(input, buffer, 0, chunkBytes, at)
    if (length === 0) return hash.digest('hex')
    const chunk = buffer.subarray(0, length)
    hash.update(chunk)
    take(chunk)
    at += length
  }
}

function closeQuietly(descriptor: number): void {
  try {
    fs.closeSync(descriptor)
  } catch {
    // Already closed: the error that led here is the one to report.
  }
}
