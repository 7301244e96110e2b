import { ownPrefix } from '../io/paths.ts'
import type { BatchContext } from './batch-context.ts'
import type { Job } from './job.ts'

/** A name for one attempt at one job, never used before or after: batch, job, a tag of its own. Workers get one ending in `w`. */
export function nextAttempt(job: Job, { record, parts }: BatchContext): string {
  return `${batchPrefix(record.token)}${job.seq.toString(36)}-${parts.nextTag()}`
}

/** The start of every file name made for a batch. */
export function batchPrefix(token: string): string {
  return `${ownPrefix}${token}-`
}
