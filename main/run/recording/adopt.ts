import type { BatchContext } from '../batch-context.ts'
import type { Job } from '../job.ts'
import { turnOf } from '../taking-up.ts'

/** Notes that results of an earlier job, which still stand, are those of this one, and of every member of its group. */
export async function adopt({ seq, identity, earlier, members }: Job, batch: BatchContext): Promise<void> {
  if (!earlier) return
  if (members.length > 0) return adoptGroup(members, batch)
  await batch.parts.journal.call('adopt', { ...turnOf(batch.record), seq, identity, earlier })
}

/** The same of a group that is not a job yet. The first member leads it. */
export async function adoptGroup(members: Job[], { parts, record }: BatchContext): Promise<void> {
  const [leader] = members
  if (!leader?.earlier) return
  const { seq, earlier } = leader
  const seqs = members.map((member) => member.seq)
  await parts.journal.call('adoptGroup', { ...turnOf(record), leader: seq, earlier, seqs })
}
