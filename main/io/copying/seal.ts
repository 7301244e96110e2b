import * as fs from 'node:fs'
import { Fault } from '../../../contract/fault.ts'
import type { FileIdentity } from '../../../contract/job.ts'
import { errnoOf, ioFault } from '../errno.ts'
import { type Attempt, flushAll } from '../flushing/flush-all.ts'
import { openToFlush } from '../flushing/flush.ts'
import type { Outcome } from '../outcome.ts'
import { hashDescriptor, withoutWaiting } from '../looking/hash-file.ts'
import { identityOf, isInState } from '../looking/identity.ts'
import { type Keeping, makeLike } from './make-like.ts'
import { makeFolderOnDisk } from '../folders/make-folder.ts'
import { Patience } from '../names/patience.ts'
import { child, toFs } from '../paths.ts'
import { dispose } from '../names/remove.ts'

interface Original {
  path: string
  /** The state a worker has read it in: whoever wrote to it since has a newer version that deserves the work. */
  planned: FileIdentity
}

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
  /** The original, as it was read: the result is to have its times and mode where the recipe keeps them, and is open to nobody else in any case. */
  like: Keeping & Original
  /** Nothing more is to be found out about it: it goes on the disk itself at once. */
  flush: boolean
}

export interface Sealed {
  identity: FileIdentity
  sha256: string
}

/**
 * Takes a worker's results over, in turn: each is renamed beside its target, read whole and hashed, and given the mode and times it is to have.
 * From then on a worker that lives on writes to names nobody reads. Those that are to be flushed are, together. One that fails does not stay, and the
 * others go on: `result-wrong` for one that has not the size it should have, `original-changed` where its original is not as it was read.
 */
export async function sealAll(requests: SealRequest[]): Promise<Outcome<Sealed>[]> {
  const originals = new Map<string, fs.BigIntStats>()
  using open = new DisposableStack()
  const unflushed: (Attempt & { at: number })[] = []
  const patience = Patience.long()
  const sealed = requests.map((request, at): Outcome<Sealed> => {
    const path = child(request.folder, request.attempt)
    try {
      takeOver(request, path, patience)
      const descriptor = openAttempt(path, open)
      const value = seal({ path, descriptor }, request, originals)
      if (request.flush) unflushed.push({ path, descriptor, at })
      return { ok: true, value }
    } catch (error) {
      dispose(path)
      return { ok: false, fault: ioFault(error, path).toWire() }
    }
  })
  for (const [nth, flush] of (await flushAll(unflushed)).entries()) {
    const { at } = unflushed[nth] ?? {}
    if (!flush.ok && at !== undefined) sealed[at] = flush
  }
  return sealed
}

function openAttempt(path: string, open: DisposableStack): number {
  return open.adopt(openToFlush(path, withoutWaiting), (descriptor) => fs.closeSync(descriptor))
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
  const original = originals.get(like.path) ?? lookAtOriginal(like)
  originals.set(like.path, original)
  return original
}

/** Where it has gone meanwhile, the fault names it, and not its result. */
function lookAtOriginal({ path, planned }: Original): fs.BigIntStats {
  try {
    const stats = fs.statSync(toFs(path), { bigint: true })
    if (isInState(stats, planned)) return stats
  } catch (error) {
    throw ioFault(error, path)
  }
  throw new Fault('original-changed', { subject: path })
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
