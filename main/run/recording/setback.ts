import type { Fault } from '../../../contract/fault.ts'
import { nextDelayMs } from '../../async/backoff.ts'
import { isWithin } from '../../io/paths.ts'
import type { BatchContext } from '../batch-context.ts'
import { filesOf, type Job } from '../job.ts'
import { closesGate } from '../river.ts'
import type { Stage } from '../stage.ts'

/** A file that is written to all the time is not waited for. */
const changesMost = 3
const transientMost = 4
/** A disk that was gone for a moment is back by then. */
const missingMost = 4
/** Mostly it is Millrace itself that has so many open, and each file that ends closes some: worth some 15 seconds. */
const tooManyOpenMost = 12
const transientBaseMs = 100
const transientCapMs = 5_000

/** How often a job was set back, by what. */
export class Tries {
  changes = 0
  transients = 0
  /** How often something was missing among the results although their disk was there. */
  missing = 0
  /** The last pause. */
  pausedMs = transientBaseMs
}

/** What has kept a job from its end, this time. */
interface Setback {
  fault: Fault
  /** Something among the results is not there. */
  isMissing: boolean
  tries: Tries
  stage: Stage
}

/** Comes back when the job may be tried again, or with false when it ends with the fault. */
export async function mayGoOn(job: Job, batch: BatchContext, setback: Setback): Promise<boolean> {
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
