import type { FileIdentity } from '../../../contract/job.ts'

/** One file that is to be copied, and under which name of ours. */
export interface CopyRequest {
  source: string
  /** The state the source was in when it was planned; another one is `original-changed`. */
  planned: FileIdentity
  folder: string
  /** A name made for this one attempt; it must not exist. */
  attempt: string
  keepTimes: boolean
  keepMode: boolean
  /** The source is to go: all that the system can keep of it is kept, be it attributes or rights of others. */
  keepAll?: boolean
  /** Where the disk of the folder begins, if that is known: while nothing is mounted there no folder is made. */
  mount?: string | null
}

/** A complete result under its attempt name. */
export interface Written {
  identity: FileIdentity
  /** Lower-case hex, of the bytes as they were read. */
  sha256: string
  source: FileIdentity
}
