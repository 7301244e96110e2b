import { Fault } from '../../../contract/fault.ts'
import type { OutputRecord } from '../../../contract/job.ts'
import { isWithin, nameOf } from '../../io/paths.ts'
import { windowsRefusal } from '../../plan/portable.ts'
import type { BatchContext } from '../batch-context.ts'
import { filesOf, type Job } from '../job.ts'
import { LeftOpen } from '../commit/left-open.ts'
import { type Banks, river } from '../river.ts'
import { TakenName } from '../commit/taken-name.ts'
import { mayGoOn, Tries } from './setback.ts'

/** How one job ended. */
export type JobEnding =
  | { state: 'done'; outputs: OutputRecord[]; reused: boolean }
  | { state: 'failed' | 'skipped'; fault: Fault }
  /** Its row is not ended by this, but settled when its batch is gone on with, or at the next start. */
  | { state: 'open'; why: LeftOpen }
  | { state: 'cancelled' }

/**
 * Carries a job until it has an end: starts over when the source changed, backs off from passing faults, waits for a full or
 * absent disk as long as the batch may. Never throws.
 */
export async function persist(job: Job, batch: BatchContext, banks: Banks): Promise<JobEnding> {
  const tries = new Tries()
  for (;;) {
    try {
      const ended = await river(job, batch, banks)
      batch.gate.noteSaved()
      return { state: 'done', ...ended }
    } catch (error) {
      if (error instanceof LeftOpen) return { state: 'open', why: error }
      if (banks.stage.signal.aborted) return { state: 'cancelled' }
      if (error instanceof TakenName) return whenTaken(error, batch)
      const told = Fault.from(error, job.source)
      const isMissing = noteMissing(told, job, batch)
      const fault = await borneOut(told, batch, { isMissing })
      const goesOn = await mayGoOn(job, batch, { fault, isMissing, tries, stage: banks.stage }).catch(() => false)
      if (banks.stage.signal.aborted) return { state: 'cancelled' }
      if (!goesOn) return { state: isLeft(fault, job, batch) ? 'skipped' : 'failed', fault }
    }
  }
}

/**
 * A recipe may leave files alone that would not get smaller. And whoever puts a file into a watched folder may take it away again: nobody asked for
 * that very file. What else may be missing, such as a picture that a step puts on it, is mended, and the file retried.
 */
function isLeft({ code, subject }: Fault, job: Job, { record, course }: BatchContext): boolean {
  if (code !== 'file-missing') return code === 'not-smaller'
  const asked = course.gathering ? filesOf(job) : [job]
  return record.watch !== null && asked.some(({ source }) => [source, source.toWellFormed()].includes(subject))
}

function whenTaken(error: TakenName, { conflict }: BatchContext): JobEnding {
  return { state: conflict === 'fail' ? 'failed' : 'skipped', fault: error.toFault() }
}

/**
 * Whether what is missing among the results is ours, as it is unless it is an original that lies there. A folder that a person has taken away, or the
 * undo of another run, is made anew.
 */
function noteMissing({ code, subject }: Fault, job: Job, { traits, record, places }: BatchContext): boolean {
  if (code !== 'file-missing' || !isWithin(record.outRoot, subject)) return false
  if (places.forgetGone(subject)) return true
  return traits.mount !== null && filesOf(job).every(({ source }) => source !== subject)
}

/**
 * While the disk of the results is away everything goes wrong there, each in its own way, and nothing of it is the file's fault. Where it is there, it was
 * gone for a moment, or it is one that says of a name it does not take, as of a question mark, that there is no such file: many shares, and exFAT by FUSE.
 */
async function borneOut(
  fault: Fault,
  { parts, traits, record, gate }: BatchContext,
  { isMissing }: { isMissing: boolean },
): Promise<Fault> {
  if (traits.mount === null) return fault
  const isGone = await parts.io.call('isAway', traits.mount).catch(() => false)
  if (isGone) return new Fault('volume-gone', { subject: record.outRoot, cause: fault })
  if (!isMissing) return fault
  gate.noteMissed()
  if (windowsRefusal(nameOf(fault.subject)) === undefined) return fault
  return new Fault('name-refused', { subject: fault.subject, why: 'The disk does not take such a name.', cause: fault })
}
