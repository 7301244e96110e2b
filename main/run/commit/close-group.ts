import type { BatchContext } from '../batch-context.ts'
import { freeNames } from '../admitting/free-names.ts'
import type { Groups } from '../groups.ts'
import type { Job, JobTarget } from '../job.ts'
import { retiredBy } from './retired-by.ts'

/** The job of a closed group: its first member leads it, its name is given now, in order of closing. Faults: those of naming. */
export async function closeGroup(members: Job[], groups: Groups, batch: BatchContext): Promise<Job> {
  const [leader] = members
  if (!leader) throw new RangeError('a group has at least one member')
  const { facts, targets: wanted } = groups.named(members)
  const targets = wanted.map((target): JobTarget => ({ ...target, name: null }))
  const { record, traits: folding, parts } = batch
  const seqs = members.map(({ seq }) => seq)
  for (const target of targets) {
    const { folder, stem, extension } = target
    if (stem === null) continue
    const names = [{ seq: leader.seq, members: seqs, folder, stem, extension }]
    const [name] = await parts.journal.call('renumber', { batch: record.n, folding, wanted: names })
    target.name = name ?? null
  }
  const job: Job = { ...leader, facts, targets, members, retires: retiredBy(members, batch) }
  await freeNames([job], batch)
  return job
}
