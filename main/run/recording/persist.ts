import { Fault } from '../../../contract/fault.ts'
import type { OutputRecord } from '../../../contract/job.ts'
import { nextDelayMs } from '../../async/backoff.ts'
import { isWithin, nameOf } from '../../io/paths.ts'
import { windowsRefusal } from '../../plan/portable.ts'
import type { BatchContext } from '../batch-context.ts'
import { filesOf, type Job } from '../job.ts'
import { LeftOpen } from '../commit/left-open.ts'
import { type Banks, closesGate, river } from '../river.ts'
import type { Stage } from '../stage.ts'
import { TakenName } from '../commit/taken-name.ts'

/** How one job ended. */
export type JobEnding =
  | { state: 'done'; outputs: OutputRecord[]; reused: boolean }
  | { state: 'failed' | 'skipped'; fault: Fault }
  /** Its row is not ended by this, but settled when its batch is gone on with, or at the next start. */
  | { state: 'open'; why: LeftOpen }
  | { state: 'cancelled' }

interface Tries {
  changes: number
  transients: number
  /** How often something was missing among the results although their disk was there. */
  missing: number
  /** The last pause. */
  pausedMs: number
}

/** A file that is written to all the time is not waited for. */
const changesMost = 3
const transientMost = 4
/** A disk that was gone for a moment is back by then. */
const missingMost = 4
/** Mostly it is Millrace itself that has so many open, and each file that ends closes some: worth some 15 seconds. */
const tooManyOpenMost = 12
const transientBaseMs = 100
const transientCapMs = 5_000

/**
 * Carries a job until it has an end: starts over when the source changed, backs off from passing faults, waits for a full or
 * absent disk as long as the batch may. Never throws.
 */
export async function persist(job: Job, batch: BatchContext, banks: Banks): Promise<JobEnding> {
  const tries: Tries = { changes: 0, transients: 0, missing: 0, pausedMs: transientBaseMs }
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
      const isMissing = isMissingResult(told, job, batch)
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

interface Setback {
  fault: Fault
  /** Something among the results is not there. */
  isMissing: boolean
  tries: Tries
  stage: Stage
}

/** Comes back when the job may be tried again, or with false when it ends with the fault. */
async function mayGoOn(job: Job, batch: BatchContext, setback: Setback): Promise<boolean> {
  const { fault, isMissing, tries, stage } = setback
  if (fault.code === 'original-changed') return ++tries.changes < changesMost && lookAgain(job, batch)
  if (fault.code === 'volume-apart' && !job.apart) {
    job.apart = true
    return true
  }
  if (closesGate(fault) && isOfTarget(fault, batch)) return waitsForDisk(job, batch, { fault, stage })
  const isWorthIt = isMissing
    ? ++tries.missing < missingMost
    : (closesGate(fault) || fault.blame === 'transient') && ++tries.transients < mostTries(fault)
  if (!isWorthIt) return false
  await backOff(batch, setback)
  return true
}

/** Closes the gate of the disk; false where the batch does not wait until it opens, or has waited long enough. */
function waitsForDisk(job: Job, { gate }: BatchContext, { fault, stage }: Pick<Setback, 'fault' | 'stage'>): boolean {
  gate.close(fault)
  if (fault.code === 'disk-full') job.fulls = (job.fulls ?? 0) + 1
  const { isWaitedFor } = gate
  if (isWaitedFor) stage.onHeld()
  return isWaitedFor
}

/** What is missing among the results is ours, unless it is an original that lies there. */
function isMissingResult({ code, subject }: Fault, job: Job, { traits, record }: BatchContext): boolean {
  if (traits.mount === null || code !== 'file-missing' || !isWithin(record.outRoot, subject)) return false
  return filesOf(job).every(({ source }) => source !== subject)
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

/** The gate looks at the target only: a disk that originals, intermediates or the journal are on would be tried again and again. */
function isOfTarget({ subject }: Fault, { record }: BatchContext): boolean {
  return isWithin(record.outRoot, subject)
}

function mostTries({ code }: Fault): number {
  return code === 'too-many-open' ? tooManyOpenMost : transientMost
}

/** Plans anew with the state the files are in now; false when one has gone. */
async function lookAgain(job: Job, { parts }: BatchContext): Promise<boolean> {
  const files = filesOf(job)
  const found = await parts.io.call(
    'look',
    files.map(({ source }) => source),
  )
  for (const [at, file] of [...files, job].entries()) file.identity = found[at % files.length] ?? file.identity
  return found.every((identity) => identity !== null)
}

/** As every retry pauses, or as long as the fault says. */
function backOff({ parts: { clock } }: BatchContext, { fault, tries, stage }: Setback): Promise<void> {
  tries.pausedMs = nextDelayMs(tries.pausedMs, { baseMs: transientBaseMs, capMs: transientCapMs, clock })
  return clock.sleep(fault.retryAfterMs ?? tries.pausedMs, stage)
}
