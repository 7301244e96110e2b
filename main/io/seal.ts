import { createHash, hash } from 'node:crypto'
import * as fs from 'node:fs'
import { Fault } from '../../contract/fault.ts'
import type { FileIdentity } from '../../contract/job.ts'
import { errnoOf, ioFault } from './errno.ts'
import { type Attempt, flushAll } from './flush-all.ts'
import { flushFlags } from './flush.ts'
import { identityOf, isInState } from './identity.ts'
import { type Kept, makeLike } from './make-like.ts'
import { makeFolderOnDisk } from './make-folder.ts'
import { Patience } from './patience.ts'
import { child, toFs } from './paths.ts'
import { dispose } from './remove.ts'

export interface SealRequest {
  /** What a worker wrote, under the name it was given. */
  from: string
  /** As the worker tells. */
  sizeBytes: number
  folder: string
  /** Where the disk of the folder begins, if that is known: it is made anew only while something is mounted there. */
  mount?: string | null
  /** A name in `folder` that no worker was ever given. */
  attempt: string
  /** The original: the result is to have its times and mode where the recipe keeps them, and is open to nobody else in any case. */
  like: Kept & { path: string }
  /** Nothing more is to be found out about it: it goes on the disk itself at once. */
  flush: boolean
}

export interface Sealed {
  identity: FileIdentity
  sha256: string
}

const buffer = Buffer.allocUnsafe(1 << 20)
/** Opening a pipe would wait for somebody who writes. */
const withoutWaiting = fs.constants.O_NONBLOCK ?? 0
const readFlags = fs.constants.O_RDONLY | withoutWaiting

/**
 * Takes a worker's results over, in turn: each is renamed beside its target, read whole and hashed, and given the mode and times it is to have.
 * From then on a worker that lives on writes to names nobody reads. Those that are to be flushed are, together. Raises `result-wrong` for one
 * that has not the size it should have.
 */
export async function sealAll(requests: SealRequest[]): Promise<Sealed[]> {
  const originals = new Map<string, fs.BigIntStats>()
  using open = new DisposableStack()
  const unflushed: Attempt[] = []
  const patience = Patience.long()
  const sealed = requests.map((request) => {
    const path = child(request.folder, request.attempt)
    try {
      takeOver(request, path, patience)
      const descriptor = openAttempt(path, open)
      if (request.flush) unflushed.push({ path, descriptor })
      return seal({ path, descriptor }, request, originals)
    } catch (error) {
      dispose(path)
      throw ioFault(error, path)
    }
  })
  for (const outcome of await flushAll(unflushed)) if (!outcome.ok) throw Fault.fromWire(outcome.fault)
  return sealed
}

function openAttempt(path: string, open: DisposableStack): number {
  return open.adopt(fs.openSync(toFs(path), flushFlags | withoutWaiting), (descriptor) => fs.closeSync(descriptor))
}

/** `originals` are those looked at before: hundreds of results may come of one. */
function seal(
  { path, descriptor }: Required<Attempt>,
  request: SealRequest,
  originals: Map<string, fs.BigIntStats>,
): Sealed {
  const sha256 = hashDescriptor(descriptor)
  const found = requireWhole(fs.fstatSync(descriptor, { bigint: true }), { path, sizeBytes: request.sizeBytes })
  makeLike(descriptor, { found, original: originalOf(request, originals) }, request.like)
  const changed = request.like.times ? fs.fstatSync(descriptor, { bigint: true }) : found
  return { sha256, identity: identityOf(changed) }
}

function requireWhole(found: fs.BigIntStats, { path, sizeBytes }: { path: string; sizeBytes: number }): fs.BigIntStats {
  if (!found.isFile()) throw new Fault('file-special', { subject: path })
  if (Number(found.size) === sizeBytes) return found
  throw new Fault('result-wrong', { subject: path, why: `It should have ${sizeBytes} bytes and has ${found.size}.` })
}

function originalOf({ like }: SealRequest, originals: Map<string, fs.BigIntStats>): fs.BigIntStats {
  const original = originals.get(like.path) ?? lookAtOriginal(like.path)
  originals.set(like.path, original)
  return original
}

/** Where it has gone meanwhile, the fault names it, and not its result. */
function lookAtOriginal(path: string): fs.BigIntStats {
  try {
    return fs.statSync(toFs(path), { bigint: true })
  } catch (error) {
    throw ioFault(error, path)
  }
}

/** Intermediates may lie on another volume; then the bytes are copied, and the copy is what is hashed and checked. */
function takeOver({ from, folder, mount }: SealRequest, to: string, patience: Patience): void {
  try {
    patience.through(() => fs.renameSync(toFs(from), toFs(to)))
  } catch (error) {
    if (errnoOf(error) !== 'EXDEV' && errnoOf(error) !== 'ENOENT') throw error
    makeFolderOnDisk(folder, mount)
    fs.copyFileSync(toFs(from), toFs(to), fs.constants.COPYFILE_EXCL)
    dispose(from)
  }
}

function hashDescriptor(descriptor: number): string {
  const first = fillBuffer(descriptor, 0)
  // What is there whole is hashed in one call, which for small files takes half the time.
  if (first < buffer.length) return hash('sha256', buffer.subarray(0, first))
  const hasher = createHash('sha256').update(buffer)
  for (let at = first, count = first; count === buffer.length; at += count) {
    count = fillBuffer(descriptor, at)
    hasher.update(buffer.subarray(0, count))
  }
  return hasher.digest('hex')
}

/** Reads what the buffer holds, and less only at the end of the file. */
function fillBuffer(descriptor: number, from: number): number {
  for (let count = 0; ; ) {
    const length = fs.readSync(descriptor, buffer, count, buffer.length - count, from + count)
    count += length
    if (length === 0 || count === buffer.length) return count
  }
}

/** SHA-256 of a file as it is now, lower-case hex. Faults: those of the disk, `file-special` for a folder. */
export function hashFile(path: string): string {
  try {
    const descriptor = fs.openSync(toFs(path), readFlags)
    try {
      return hashDescriptor(descriptor)
    } finally {
      fs.closeSync(descriptor)
    }
  } catch (error) {
    throw ioFault(error, path)
  }
}

/** Throws `original-changed` unless the source is still in the state it was planned, or read, in. */
export function requireUnchanged(path: string, planned: FileIdentity): void {
  const stats = fs.statSync(toFs(path), { bigint: true, throwIfNoEntry: false })
  if (!stats || !isInState(stats, planned)) throw new Fault('original-changed', { subject: path })
}

/** Identities of files, null where there is none; links are not followed. */
export function look(paths: string[]): (FileIdentity | null)[] {
  return paths.map((path) => {
    try {
      const stats = fs.lstatSync(toFs(path), { bigint: true, throwIfNoEntry: false })
      return stats?.isFile() ? identityOf(stats) : null
    } catch {
      return null
    }
  })
}

/** Which of them lead to a folder. */
export function areFolders(paths: string[]): boolean[] {
  return paths.map((path) => {
    try {
      return fs.statSync(toFs(path)).isDirectory()
    } catch {
      return false
    }
  })
}

/** Is anything at all under these names, a folder or a dangling link too? */
export function occupied(paths: string[]): boolean[] {
  return paths.map((path) => {
    try {
      return fs.lstatSync(toFs(path), { throwIfNoEntry: false }) !== undefined
    } catch {
      return false
    }
  })
}
