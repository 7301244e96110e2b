import { Fault } from '../../contract/fault.ts'
import type { PublishRequest } from '../io/publish.ts'
import type { BatchContext } from './batch-context.ts'
import type { Job } from './job.ts'

/** Notes results that may have got their names although their disk went before those were known to last. */
export function noteHalves(job: Job, requests: PublishRequest[]): void {
  job.halves = [...(job.halves ?? []), ...requests]
}

/**
 * Takes such results back once their disk is there again, so that the job finds its names as it left them; an original that was renamed has its old
 * name. Nothing but the very files is touched. Fault `volume-gone` while the disk is away.
 */
export async function takeHalvesBack(job: Job, { parts: { io }, traits, record }: BatchContext): Promise<void> {
  const { halves = [] } = job
  if (halves.length === 0) return
  for (const half of halves) await io.call('retract', { half, rules: traits })
  const isAway = traits.mount !== null && (await io.call('isAway', traits.mount))
  if (isAway) throw new Fault('volume-gone', { subject: record.outRoot })
  delete job.halves
}
