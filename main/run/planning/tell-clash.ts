import type { PlannedFile } from '../../../contract/batch-commands.ts'
import type { Facts } from '../../../contract/facts.ts'
import type { FileIdentity } from '../../../contract/job.ts'
import type { ConflictMode } from '../../../contract/recipe.ts'
import type { Target } from '../../journal/ledger/admit.ts'
import type { IoLane } from '../lanes/io.ts'
import type { PlannedName } from './planned-names.ts'

/** A file that would run. */
export interface Running {
  file: PlannedFile
  facts: Facts
  targets: readonly Target[]
  identity: FileIdentity
  /** Those that travel with it, and what follows the stem in their names. */
  along: readonly { file: PlannedFile; tail: string; sizeBytes: number }[]
}

/** With the name of each target, null for one that is known only when the result is there. */
export interface Named extends Running {
  names: (PlannedName | null)[]
}

/** What becomes of a result whose name something has, or of that. */
const becoming: Record<ConflictMode, string> = {
  number: 'the result gets the next free number',
  skip: 'the file is skipped',
  'skip-identical': 'the file is skipped if its result is the same, else that gets the next free number',
  replace: 'it goes to the vault',
  newer: 'it is older and goes to the vault',
  fail: 'the file fails',
}

interface Telling {
  conflict: ConflictMode
  io: IoLane
}

/** Says of a file what becomes of it, since something has the name of one of its results already, or another file of the run would have it. */
export async function tellClash({ file, names, targets, identity, along }: Named, batch: Telling): Promise<void> {
  const taken = names.flatMap((name) => name?.taken ?? [])
  const isPast = names.every((name) => !name || name.taken.length === 0 || name.isPast)
  if (taken.length > 0) await tellTaken(file, { taken, isPast, mtimeNs: identity.mtimeNs }, batch)
  // Where it goes is open for those that travel with it too.
  if (taken.length > 0 && !isPast) for (const each of along) each.file.note = file.note
  if (taken.length > 0) return
  const at = names.findIndex((name) => name && name.before > 0)
  const { stem = '', extension = '' } = targets[at] ?? {}
  const before = names[at]?.before ?? 0
  const others = before === 1 ? 'file' : 'files'
  file.note = `${before} other ${others} of this run would have the name ${stem}${extension}.`
}

async function tellTaken(
  file: PlannedFile,
  { taken, isPast, mtimeNs }: { taken: string[]; isPast: boolean; mtimeNs: string },
  batch: Telling,
): Promise<void> {
  const { conflict } = batch
  const staying = conflict === 'replace' || conflict === 'newer' ? await whyStaying(taken, mtimeNs, batch) : ''
  file.taken = taken.map((path) => path.toWellFormed())
  if (conflict === 'skip' || staying !== '') file.state = 'skip'
  if (conflict === 'fail') file.state = 'fault'
  file.note = `${file.taken.join(', ')} exists already: ${staying || becoming[isPast ? 'number' : conflict]}.`
}

/** Why what is there does not give way to a file that was changed then; empty where it does. */
async function whyStaying(taken: string[], mtimeNs: string, { conflict, io }: Telling): Promise<string> {
  const there = await io.call('look', taken)
  if (there.includes(null)) return 'it is no file, so this one is skipped'
  const isNewer = there.every((identity) => BigInt(identity?.mtimeNs ?? 0) < BigInt(mtimeNs))
  return isNewer || conflict === 'replace' ? '' : 'it is not older, so this file is skipped'
}
