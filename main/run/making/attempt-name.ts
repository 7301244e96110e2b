import { ownPrefix } from '../../../contract/own-names.ts'
import type { BatchContext } from '../batch-context.ts'
import type { Job } from '../job.ts'

const radix = 36

/** A name for one attempt at one job, never used before or after: batch, job, a tag of its own. Workers get one ending in `w`. */
export function nextAttempt(job: Job, { record, parts }: BatchContext): string {
  return `${batchPrefix(record.token)}${job.seq.toString(radix)}-${parts.nextTag()}`
}

/** The job that a name was made for; -1 for a name that is none of the batch's jobs. */
export function seqOfAttempt(name: string, token: string): number {
  const [, seq] = new RegExp(`^${RegExp.escape(batchPrefix(token))}([0-9a-z]+)-`).exec(name) ?? []
  return seq === undefined ? -1 : Number.parseInt(seq, radix)
}

/** The start of every file name made for a batch. */
export function batchPrefix(token: string): string {
  return `${ownPrefix}${token}-`
}
