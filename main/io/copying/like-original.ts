import * as fs from 'node:fs'
import { encodePath } from '../../../contract/path-text.ts'
import type { FileIdentity } from '../../../contract/job.ts'
import { identityOf } from '../looking/identity.ts'
import { finishLike, quietly } from './make-like.ts'
import { toFs } from '../paths.ts'
import { standsAt } from '../places/stands-at.ts'

/** A copy of our own making, under a name that nobody else has, whose original is to go. */
export interface Leaving {
  source: string
  copy: string
}

const whileCopyingMs = 60_000
const ownersOwn = 0o600
/** It changes no byte of a file that is there. */
const attributesOnly = ['cp', '--attributes-only', '--preserve=all', '--no-target-directory', '--']

/**
 * Gives whole copies what Node has no calls for: extended attributes, access lists, the exact time. The system's `cp` does it, on Linux; what the disk
 * cannot hold is left out, and where there is no such `cp` the copies keep the time and mode they have. Answers with their states, or null for one
 * that is not there any more.
 */
export function likeOriginals(files: Leaving[]): (FileIdentity | null)[] {
  const originals = files.map(({ source }) => standsAt(source))
  if (process.platform === 'linux' && files.length > 0) copyAttributes(files)
  return files.map(({ copy }, at) => settled(copy, originals[at]))
}

/** One process for all of them. Paths are arguments, and never part of a command. */
function copyAttributes(files: Leaving[]): void {
  for (const { copy } of files) quietly(() => fs.chmodSync(toFs(copy), ownersOwn))
  const names = files.flatMap(({ source, copy }) => [source, copy]).map((path) => [encodePath(path), Uint8Array.of(0)])
  const input = Buffer.concat(names.flat())
  // Loaded when it is needed: it would take a tenth of every start of a thread.
  process.getBuiltinModule('node:child_process').spawnSync('xargs', ['-0', '-n', '2', ...attributesOnly], {
    input,
    stdio: ['pipe', 'ignore', 'ignore'],
    timeout: whileCopyingMs,
  })
}

/** Whatever became of the attributes, mode and time are those of the original. */
function settled(copy: string, original: fs.BigIntStats | undefined): FileIdentity | null {
  if (!standsAt(copy)) return null
  const descriptor = fs.openSync(toFs(copy), fs.constants.O_RDONLY)
  try {
    const found = fs.fstatSync(descriptor, { bigint: true })
    const isLike = !original || (sameRights(found, original) && found.mtimeNs === original.mtimeNs)
    if (isLike) return identityOf(found)
    quietly(() => fs.fchmodSync(descriptor, Number(original.mode & 0o777n)))
    finishLike(descriptor, original, { times: true, mode: true })
    return identityOf(fs.fstatSync(descriptor, { bigint: true }))
  } finally {
    fs.closeSync(descriptor)
  }
}

const sameRights = (a: fs.BigIntStats, b: fs.BigIntStats): boolean => ((a.mode ^ b.mode) & 0o777n) === 0n
