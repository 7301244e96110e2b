import * as fs from 'node:fs'
import type { FileIdentity } from '../../../contract/job.ts'
import { decodePath } from '../../../contract/path-text.ts'
import { identityOf, isInState } from '../looking/identity.ts'
import { child, folderOf, toFs } from '../paths.ts'
import type { Shifted } from './rename-only.ts'
import { hashFile } from '../looking/hash-file.ts'
import { shiftAll, type ShiftRequest } from './shift.ts'
import { standsAt } from '../places/stands-at.ts'

/** Files of the person that were in the hands of a program which is not ours. */
export interface Astray {
  originals: { path: string; identity: FileIdentity }[]
  /** What a worker wrote, or a folder it made for programs, and is about to be removed, since no result came of it. What was taken over is none: it has the times of its original by then. */
  attempts: string[]
}

/** `mv` to another disk makes a new file, with the old one's time to the nanosecond or nearly so. */
const rules = { stableInodes: false, mtimeStepNs: 1_000 }

/**
 * An original that is one of the attempts goes back to its place: a program has moved it to where its result was to be. On its own disk it is the very
 * file, on another one of its size and time, where nothing stands in its place. Answers those that cannot go back, since another file or no folder is
 * there, or the disk refuses: they, or the folders they are in, are all there is of the original, and have to stay. Nothing else is touched, and nothing replaced.
 */
export function giveBack({ originals, attempts }: Astray): string[] {
  const files = attempts.flatMap((attempt) => filesOf(attempt).map((file) => ({ attempt, file })))
  return originals.flatMap(({ path, identity }) => {
    const from = files.find(({ file }) => isOne(file, { path, identity }))
    return from === undefined || isReturned(path, from.file) ? [] : [from.attempt]
  })
}

/** A program may have put something anywhere in the folder that was made for it. */
function filesOf(attempt: string): string[] {
  if (!standsAt(attempt)?.isDirectory()) return [attempt]
  try {
    return fs
      .readdirSync(toFs(attempt), { encoding: 'buffer' })
      .flatMap((name) => filesOf(child(attempt, decodePath(name))))
  } catch {
    return []
  }
}

function isOne(attempt: string, { path, identity }: Astray['originals'][number]): boolean {
  const [found, inPlace, home] = [attempt, path, folderOf(path)].map(standsAt)
  if (!found?.isFile() || found.ino === inPlace?.ino) return false
  const isOnItsDisk = found.dev === home?.dev
  return (isOnItsDisk || !inPlace) && isInState(found, identity, { ...rules, stableInodes: isOnItsDisk })
}

function isReturned(to: string, from: string): boolean {
  const found = standsAt(from)
  if (!found || !standsAt(folderOf(to))?.isDirectory()) return false
  const move: ShiftRequest = { from, to, identity: identityOf(found), sha256: '', unique: false, copyIfApart: null }
  const shifted = shiftOne(move)
  return shifted === 'moved' || (shifted === 'apart' && shiftOne({ ...move, copyIfApart: hashFile(from) }) === 'moved')
}

function shiftOne(move: ShiftRequest): Shifted | undefined {
  const [outcome] = shiftAll({ requests: [move], rules })
  return outcome?.ok ? outcome.value : undefined
}
