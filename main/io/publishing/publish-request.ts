import type { FileIdentity } from '../../../contract/job.ts'
import type { IdentityRules } from '../looking/identity.ts'

export interface PublishRequest {
  /** Absolute path of the finished attempt. */
  attempt: string
  /** What the journal holds of the attempt: only that very file may be published. */
  identity: FileIdentity
  /** Empty where its bytes were never read. */
  sha256: string
  folder: string
  /** The final name in `folder`. */
  name: string
  /** The file is a person's own that is only renamed, not an attempt of ours. */
  original: boolean
}

/** `taken`: the part of the set whose name existed already; then nothing of the set is published and every attempt still stands. */
export interface Published {
  taken: number | null
  /** Change times by part, in nanoseconds; empty when nothing was published. */
  ctimes: string[]
  /** Attempt names that could not be removed; they have to be remembered. */
  litter: string[]
}

/** How the target volume compares files, whether it has hard links, and where it is mounted, if that is known. */
export type PublishRules = IdentityRules & { links: boolean; mount?: string | null }
