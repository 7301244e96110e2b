import { Fault } from '../../../contract/fault.ts'
import type { OutputRecord } from '../../../contract/job.ts'
import type { Settled } from '../../async/batcher.ts'
import type { PublishRequest } from '../../io/publishing/publish-request.ts'
import { isOwnName } from '../../../contract/own-names.ts'
import { child, nameOf } from '../../io/paths.ts'
import type { Move } from '../../journal/moves/moves.ts'
import { nameBeside } from '../../journal/results/name-outputs.ts'
import type { Finished, FinishedOutput } from '../job.ts'
import type { LeftOpen } from './left-open.ts'
import type { VaultTry } from '../originals.ts'
import type { TakenName } from './taken-name.ts'

/** One job on its way through a group commit. */
export interface CommitEntry {
  finished: Finished
  /** Final names, part by part. */
  names: string[]
  /** Files of the person that were moved aside for it and are under their new names now. */
  moved: Move[]
  /** Where originals among them were. */
  aside: Set<string>
  /** For originals. */
  vault: VaultTry
  ctimes: string[]
  fault: Fault | TakenName | LeftOpen | null
  published: boolean
  /** The journal holds what is about to happen to it. */
  noted: boolean
  /** A call about it came to no answer: only a look at the disk can tell what became of it. */
  unsure: boolean
  /** Results have been left out since it was noted. */
  hasFewer: boolean
}

/** A job that is finished and about which nothing has been noted yet; `tag` is part of the names its originals get in a vault. */
export function newEntry(finished: Finished, tag: string): CommitEntry {
  const vault = { round: 0, tag }
  const begun = { moved: [], aside: new Set<string>(), ctimes: [], fault: null, hasFewer: false }
  return { finished, names: [], vault, ...begun, published: false, noted: false, unsure: false }
}

/** Those that are still to be published: neither failed nor published. */
export function openEntries(entries: CommitEntry[]): CommitEntry[] {
  return entries.filter((entry) => !entry.fault && !entry.published)
}

/** Whatever of them is under way or noted may have happened or not. */
export function makeUnsure(entries: CommitEntry[], error: unknown): void {
  for (const entry of openEntries(entries)) {
    entry.fault = Fault.from(error, entry.finished.job.source)
    entry.unsure = true
  }
}

/** Files of our own making; a file that is only renamed is its person's, and is never among them. */
export function attemptsOf({ finished }: CommitEntry): string[] {
  return finished.outputs.map(({ attempt }) => attempt).filter((path) => isOwnName(nameOf(path)))
}

/** Those among them that are to be put on the disk itself first. */
export function unflushedOf({ finished }: CommitEntry): string[] {
  return finished.outputs.filter(({ isFlushed }) => !isFlushed).map(({ attempt }) => attempt)
}

/** Fault `bug` where the job has no such part. */
export function outputAt({ finished }: CommitEntry, part: number): FinishedOutput {
  const output = finished.outputs[part]
  if (!output) throw new Fault('bug', { subject: `part ${part} of ${finished.job.source}` })
  return output
}

/** One request a part, in order; after the journal has given the names. */
export function requestsOf({ finished, names }: CommitEntry): PublishRequest[] {
  const original = finished.original === 'renamed'
  return finished.outputs.map(({ attempt, identity, sha256, folder }, part) => ({
    attempt,
    identity,
    sha256,
    folder,
    name: names[part] ?? '',
    original,
  }))
}

/** The moves of a file that is copied to another disk, and of those that travel along: noted with their last names, as soon as those are known. */
export function moveAcross(entry: CommitEntry): Move[] {
  const { finished } = entry
  if (finished.original !== 'across') return []
  return finished.outputs.flatMap(({ folder, bytes, sha256, beside }, part) => {
    const final = lastName(entry, part)
    if (final === null) return []
    const { source: from, identity } = beside?.file ?? finished.job
    return [{ kind: 'moved' as const, from, to: child(folder, final), identity, bytes, sha256 }]
  })
}

/** As the journal will give it: a file that travels along follows its main one, which may have got another number since. */
function lastName(entry: CommitEntry, part: number): string | null {
  const { beside, extension, name } = outputAt(entry, part)
  if (beside === null) return entry.names[part] ?? name
  const main = lastName(entry, beside.part)
  return main === null ? null : nameBeside({ name: main, extension: outputAt(entry, beside.part).extension }, extension)
}

/** Sequences of all members of its group; none for a job of one file. */
export function membersOf({ finished }: CommitEntry): number[] {
  return finished.job.members.map(({ seq }) => seq)
}

/** As whoever asked for the commit is told. */
export function outcomeOf({ finished, names, fault }: CommitEntry): Settled<OutputRecord[]> {
  if (fault) return { ok: false, error: fault }
  const value = finished.outputs.map(({ folder, bytes, sha256 }, part) => ({
    path: child(folder, names[part] ?? ''),
    bytes,
    sha256,
  }))
  return { ok: true, value }
}
