import * as fs from 'node:fs'
import type { FileIdentity } from '../../../contract/job.ts'
import type { IdentityRules } from '../looking/identity.ts'
import type { Outcome } from '../outcome.ts'
import { toFs } from '../paths.ts'
import type { Shifted } from './rename-only.ts'
import { Shifter, type ShiftRequest } from './shift.ts'
import { isAsNoted, type Proven } from './unedited.ts'

/** After so long no other file is begun: whatever else waits for the thread has its turn. */
const sliceMs = 100

/**
 * A file of a set as it crosses to the thread: as a list, which is written and read in a third of the time that an object takes. For
 * `ctime` see `Proven`. `way`: into the vault, under a name of its own; out of it; or, null, from one name to another of the person's. What does not go
 * into the vault may be copied if the two names are on different volumes.
 */
export type SentFile = [
  from: string,
  to: string,
  ino: string,
  sizeBytes: number,
  mtimeNs: string,
  sha256: string,
  ctime: string | null,
  way: 'into' | 'outOf' | null,
]

/** Files that are moved all or, as long as none of them was, not at all; the first of them first. */
export interface ShiftSet {
  files: SentFile[]
  /** Names that nothing may have yet. */
  free: string[]
  /** Some of its files may have been moved before: each is looked at by itself, and goes if it can. */
  begun: boolean
}

/** Why a set ended before its last file: that one was not moved, and none after it. `differs`: none of the set was. */
export type Stop = Outcome<Exclude<Shifted, 'moved'> | 'differs'>

export interface ShiftedSets {
  /** How many files of each set were moved. Where they are not all and there is no stop, time was up. */
  moved: number[]
  /** By the place of their set. */
  stops: [set: number, stop: Stop][]
}

/**
 * Moves the first file of every set, then the second of every set, and so on; a folder is flushed once a round. All files of a set are
 * looked at before its first is moved: unless each is as it was noted, none is. Ends early after 100 ms, having begun one at least; whoever
 * asked goes on with what is left, or not.
 */
export function shiftSets({ sets, rules }: { sets: ShiftSet[]; rules: IdentityRules }): ShiftedSets {
  const untilMs = performance.now() + sliceMs
  const shifted: ShiftedSets = { moved: sets.map(() => 0), stops: [] }
  const rounds = sets.reduce((most, { files }) => Math.max(most, files.length), 0)
  for (let round = 0; round < rounds; round++) {
    using shifter = new Shifter(rules)
    for (let at = 0; at < sets.length; at++) {
      const set = sets[at] as ShiftSet
      if (shifted.moved[at] !== round || round === set.files.length) continue
      const outcome = shiftNext(set, round, shifter)
      if (outcome.ok && outcome.value === 'moved') shifted.moved[at] = round + 1
      else shifted.stops.push([at, outcome as Stop])
      if (performance.now() > untilMs) return shifted
    }
  }
  return shifted
}

function shiftNext(set: ShiftSet, round: number, shifter: Shifter): Outcome<Shifted | 'differs'> {
  const { files, begun } = set
  if (round === 0 && !begun && !isWhole(set)) return { ok: true, value: 'differs' }
  return shifter.shift(requestFrom(files[round] as SentFile), { looked: !begun })
}

// By their places: most sets are moved before this is compiled, and until then a list that is taken apart by pattern costs twice as much.

function requestFrom(file: SentFile): ShiftRequest {
  const sha256 = file[5]
  const unique = file[7] === 'into'
  return {
    from: file[0],
    to: file[1],
    identity: identityFrom(file),
    sha256,
    unique,
    isVaulted: file[7] === 'outOf',
    copyIfApart: unique || sha256 === '' ? null : sha256,
  }
}

function provenFrom(file: SentFile): Proven {
  return { identity: identityFrom(file), sha256: file[5], ctime: file[6] }
}

function identityFrom(file: SentFile): FileIdentity {
  return { dev: '0', ino: file[2], sizeBytes: file[3], mtimeNs: file[4] }
}

/** A file that cannot be looked at is not as it was noted, either. */
function isWhole({ files, free }: ShiftSet): boolean {
  try {
    const isTaken = (path: string): boolean => fs.lstatSync(toFs(path), { throwIfNoEntry: false }) !== undefined
    return files.every((file) => isAsNoted(file[0], provenFrom(file))) && !free.some(isTaken)
  } catch {
    return false
  }
}
