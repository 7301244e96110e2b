import { createHash } from 'node:crypto'
import * as fs from 'node:fs'
import { Fault } from '../../contract/fault.ts'
import type { FileIdentity } from '../../contract/job.ts'
import { errnoOf, ioFault } from './errno.ts'
import { identityOf, sameIdentity } from './identity.ts'
import { type Kept, makeLike } from './make-like.ts'
import { makeFolder } from './make-folder.ts'
import { child, toFs } from './paths.ts'
import { dispose } from './remove.ts'

export interface SealRequest {
  /** What a worker wrote, under the name it was given. */
  from: string
  folder: string
  /** A name in `folder` that no worker was ever given. */
  attempt: string
  /** The original, whose times and mode the result is to have where the recipe keeps them. */
  like: Kept & { path: string }
}

export interface Sealed {
  identity: FileIdentity
  sha256: string
}

const buffer = Buffer.allocUnsafe(1 << 20)

/**
 * Takes a worker's result over: renamed beside its target, given the mode and times it is to have, and hashed.
 * From then on a worker that lives on writes to a name nobody reads.
 */
export function seal(request: SealRequest): Sealed {
  const path = child(request.folder, request.attempt)
  try {
    takeOver(request.from, request.folder, path)
    const descriptor = fs.openSync(toFs(path), 'r')
    try {
      const original = fs.statSync(toFs(request.like.path), { bigint: true })
      makeLike(descriptor, original, request.like)
      const sha256 = hashDescriptor(descriptor)
      return { sha256, identity: identityOf(fs.fstatSync(descriptor, { bigint: true })) }
    } finally {
      fs.closeSync(descriptor)
    }
  } catch (error) {
    dispose(path)
    throw ioFault(error, path)
  }
}

/** Intermediates may lie on another volume; then the bytes are copied, and the copy is what is hashed and checked. */
function takeOver(from: string, folder: string, to: string): void {
  try {
    fs.renameSync(toFs(from), toFs(to))
  } catch (error) {
    if (errnoOf(error) !== 'EXDEV' && errnoOf(error) !== 'ENOENT') throw error
    makeFolder(folder)
    fs.copyFileSync(toFs(from), toFs(to), fs.constants.COPYFILE_EXCL)
    dispose(from)
  }
}

function hashDescriptor(descriptor: number): string {
  const hash = createHash('sha256')
  for (let at = 0; ; ) {
    const length = fs.readSync(descriptor, buffer, 0, buffer.length, at)
    if (length === 0) return hash.digest('hex')
    hash.update(buffer.subarray(0, length))
    at += length
  }
}

/** SHA-256 of a file as it is now, lower-case hex. */
export function hashFile(path: string): string {
  const descriptor = fs.openSync(toFs(path), fs.constants.O_RDONLY | (fs.constants.O_NONBLOCK ?? 0))
  try {
    return hashDescriptor(descriptor)
  } finally {
    fs.closeSync(descriptor)
  }
}

/** Throws `original-changed` unless the source is still in the state it was planned, or read, in. */
export function requireUnchanged(path: string, planned: FileIdentity): void {
  const stats = fs.statSync(toFs(path), { bigint: true, throwIfNoEntry: false })
  if (!stats || !sameIdentity(identityOf(stats), planned)) throw new Fault('original-changed', { subject: path })
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
