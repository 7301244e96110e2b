import type { FileIdentity } from '../../../contract/job.ts'
import type { BatchContext } from '../batch-context.ts'
import type { Job } from '../job.ts'

/** Whether what has the name of a job's result may be moved aside for it. Null is no file, and stays. */
export function givesWay(
  standing: FileIdentity | null,
  { identity }: Pick<Job, 'identity'>,
  { conflict }: Pick<BatchContext, 'conflict'>,
): boolean {
  if (!standing) return false
  if (conflict === 'replace') return true
  return conflict === 'newer' && BigInt(identity.mtimeNs) > BigInt(standing.mtimeNs)
}
