import { Fault } from '../../../contract/fault.ts'
import type { Facts } from '../../../contract/facts.ts'
import type { BatchContext } from '../batch-context.ts'
import type { Job } from '../job.ts'
import type { Arrival } from './arrival.ts'
import type { Candidate } from './candidates.ts'

export interface Arrived {
  candidate: Candidate
  arrival: Arrival
}

/** Files that travel along are members of the job of the one they go with. Where that does not run, they do not either. */
export async function travelTogether(all: readonly Arrived[], batch: BatchContext): Promise<Arrival[]> {
  if (batch.recipe.companions === 'none') return all.map(({ arrival }) => arrival)
  const jobs = new Map(all.map(({ candidate, arrival }) => [candidate, jobIn(arrival)]))
  const merged: Arrival[] = []
  for (const { candidate, arrival } of all) {
    const { unit, tail, facts } = candidate
    const main = unit[0] && jobs.get(unit[0])
    if (arrival.kind !== 'run' || unit.length === 0) merged.push(arrival)
    else if (tail === null) merged.push({ kind: 'run', job: withMembers(arrival.job, unit, jobs) })
    else if (!main) merged.push(await leaveOut(arrival.job, facts, batch))
  }
  return merged
}

function jobIn(arrival: Arrival): Job | undefined {
  return arrival.kind === 'run' ? arrival.job : undefined
}

function withMembers(job: Job, unit: Candidate[], jobs: ReadonlyMap<Candidate, Job | undefined>): Job {
  const along = unit.slice(1).flatMap((candidate) => {
    const member = jobs.get(candidate)
    return member ? [{ ...member, tail: candidate.tail ?? '' }] : []
  })
  return along.length === 0 ? job : { ...job, members: [job, ...along] }
}

/** It came to a file whose results stand already. */
async function leaveOut(
  { seq, source: path, identity }: Job,
  facts: Facts,
  { parts, record, traits }: BatchContext,
): Promise<Arrival> {
  const why = 'It travels with a file that need not be made again.'
  const fault = new Fault('left-out', { subject: String(facts.name ?? ''), why })
  const ending = { seq, state: 'skipped' as const, fault: fault.toWire(), step: null, ms: 0, names: [] }
  await parts.journal.call('end', { batch: record.n, folding: traits, jobs: [ending] })
  return { kind: 'ended', seq, path, identity, state: 'skipped', fault }
}
