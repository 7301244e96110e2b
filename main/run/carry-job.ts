import { Fault } from '../../contract/fault.ts'
import type { OutputRecord } from '../../contract/job.ts'
import type { KnownOutput } from '../journal/ledger/ledger.ts'
import type { BatchContext } from './batch-context.ts'
import type { Groups } from './groups.ts'
import type { Job } from './job.ts'
import { type JobEnding, persist } from './recording/persist.ts'
import type { Recorder } from './recording/recorder.ts'
import { LeftOpen } from './commit/left-open.ts'
import { retiredBy } from './commit/retired-by.ts'
import type { Banks } from './river.ts'

interface Carrying {
  batch: BatchContext
  banks: Banks
  groups: Groups | null
  recorder: Recorder
}

/**
 * Carries a job to its end. A member for whose sake a group failed, or that was taken away before its turn, is left out and recorded as that, and the
 * others go on without it: where they had their results without it already, those stand. Where nobody can tell whether they do, the job is left open. Never throws.
 */
export async function carryJob(job: Job, { batch, banks, groups, recorder }: Carrying): Promise<[Job, JobEnding]> {
  for (;;) {
    const ending = await persist(job, batch, banks)
    const parted = 'fault' in ending ? groups?.leaveOut(job, ending) : null
    if (!parted) return [job, ending]
    await recorder.record(parted.out, ending)
    job = { ...parted.rest, retires: retiredBy(parted.rest.members, batch) }
    try {
      const stands = await groups?.standsAsBefore(job.members)
      if (stands) return [job, { state: 'done', reused: true, outputs: job.earlier?.outputs.map(toRecord) ?? [] }]
    } catch (error) {
      return [job, { state: 'open', why: new LeftOpen(Fault.from(error, job.source)) }]
    }
  }
}

function toRecord({ path, bytes, sha256 }: KnownOutput): OutputRecord {
  return { path, bytes, sha256 }
}
