import type { Facts } from '../../contract/facts.ts'
import type { FileIdentity } from '../../contract/job.ts'
import type { Linking } from '../../contract/linking.ts'
import type { PublishRequest } from '../io/publishing/publish-request.ts'
import type { Earlier, KnownOutput } from '../journal/ledger/ledger.ts'

/** Where one branch's result is to go. */
export interface JobTarget {
  /** The result takes the source's own name. */
  own?: boolean
  folder: string
  /** Null while the name needs facts of the result. */
  stem: string | null
  /** With its dot; what the steps promise, the result has the last word. */
  extension: string
  /** What follows the stem in the names of the files that travel along. */
  companions?: readonly string[]
  /** Allocated when the job was admitted, or null. */
  name: string | null
}

/** One admitted input on its way. Lives from admission to its recorded end. */
export interface Job {
  seq: number
  source: string
  /** The folder the person named, or the one that holds the file they named. */
  root: string
  identity: FileIdentity
  facts: Facts
  /** One for each output branch; one more for the original, where the recipe moves it. */
  targets: JobTarget[]
  /** An earlier job whose results still stand: should the content prove to be the same, they are reused. */
  earlier: Earlier | null
  /** What this very batch made of it in an earlier turn, with those of its results that are as they were left. */
  before: Earlier | null
  /** Results of an earlier turn that make way for this job's: all that is in them is in these as well. */
  retires?: KnownOutput[]
  /** All members of a gathered group, or a file with those that travel along, this job first; none for a job of one file. */
  members: Job[]
  /** Of a file that travels along: what follows the stem of the other in its name. */
  tail?: string
  /** When it left the queue, by the monotonic clock; until then, when it came into it. */
  startedMs: number
  /** Its new place proved to be on another disk: it is moved by copying. */
  apart: boolean
  /** How often the disk was full for it although there was room for as much as its source has. */
  fulls?: number
  /** Results whose publishing failed in between: they are taken back before the job is tried again. */
  halves?: PublishRequest[]
}

/** A finished, checked, unpublished result. */
export interface FinishedOutput {
  branch: number
  attempt: string
  folder: string
  name: string | null
  stem: string
  extension: string
  /** Of a file that travels along: the part whose stem it takes, and the file itself. */
  beside: { part: number; file: Job } | null
  /** Endings of the files that travel along with this one. */
  companions: readonly string[]
  identity: FileIdentity
  /** It is on the disk itself already. */
  isFlushed: boolean
  bytes: number
  sha256: string
  type: string
  /** For the receipt. */
  facts: Facts
  /** Where its worker wrote it, by which others of its branch know it; left out where none did. */
  made?: string | undefined
  /** What it says, where it names others. */
  linking?: Linking | undefined
}

/** The files a job is about: every member of a group, or the one. */
export function filesOf(job: Job): Job[] {
  return job.members.length > 0 ? job.members : [job]
}

export interface Finished {
  job: Job
  /** Of the bytes that were processed, and the state the source was in then. */
  sourceSha256: string
  /** `renamed`: the output is the original itself. `across`: the original goes once its copy has been read back. */
  original: 'stays' | 'renamed' | 'across'
  /** Files of the person that make way once the results are safe, where the recipe does not keep originals; with the hash of the bytes that were read. */
  leaving: { file: Job; sha256: string }[]
  outputs: FinishedOutput[]
  /** Has handed some of them to the journal. */
  ahead?: Ahead
}

/** Hands results of a job to the journal before all of them are there. */
export interface Ahead {
  /** `names`: those the job has been given, by part; none before it is noted. Raises the journal's faults. */
  sendRest: (outputs: readonly FinishedOutput[], names: readonly string[]) => Promise<void>
}
