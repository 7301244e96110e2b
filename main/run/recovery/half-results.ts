import { Fault } from '../../../contract/fault.ts'
import type { PublishRequest } from '../../io/publishing/publish-request.ts'
import type { BatchContext, EngineParts } from '../batch-context.ts'
import type { Job } from '../job.ts'

type Place = Pick<BatchContext, 'record' | 'traits'>

/** Notes results that may have got their names although their disk went before those were known to last. */
export function noteHalves(job: Job, requests: PublishRequest[]): void {
  job.halves = [...(job.halves ?? []), ...requests]
}

/** What earlier jobs into the folder of a batch had to leave is taken back, so that files that are tried again find their names. The disk is there. */
export async function clearHalves(
  { io, journal }: Pick<EngineParts, 'io' | 'journal'>,
  { record, traits }: Place,
): Promise<void> {
  const halves = await journal.call('halvesInto', record.outRoot)
  if (halves.length === 0) return
  for (const half of halves.flatMap(({ outputs }) => outputs)) await io.call('retract', { half, rules: traits })
  if (!(await isAway(io, traits))) await journal.call('dropHalves', halves)
}

async function isAway(io: EngineParts['io'], { mount }: BatchContext['traits']): Promise<boolean> {
  return mount !== null && io.call('isAway', mount)
}

/** On a disk of the system itself there is nothing to come back. */
export function hasHalves({ halves = [] }: Job, { traits }: BatchContext): boolean {
  return halves.length > 0 && traits.mount !== null
}

/**
 * Takes such results back once their disk is there again, so that the job finds its names as it left them; an original that was renamed has its old
 * name. Nothing but the very files is touched. Fault `volume-gone` while the disk is away.
 */
export async function takeHalvesBack(job: Job, { parts: { io }, traits, record }: BatchContext): Promise<void> {
  const { halves = [] } = job
  if (halves.length === 0) return
  for (const half of halves) await io.call('retract', { half, rules: traits })
  if (await isAway(io, traits)) throw new Fault('volume-gone', { subject: record.outRoot })
  delete job.halves
}
