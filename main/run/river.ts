import type { Fault } from '../../contract/fault.ts'
import type { OutputRecord } from '../../contract/job.ts'
import type { Earlier } from '../journal/ledger/ledger.ts'
import type { BatchContext } from './batch-context.ts'
import { claimsOf } from './claims.ts'
import type { Committer } from './commit/committer.ts'
import { inPlace } from './commit/in-place.ts'
import type { Copier } from './making/copier.ts'
import { copyJob, renameJob } from './making/copy-job.ts'
import { disposeAttempts } from './making/dispose-attempts.ts'
import { type Finished, type FinishedOutput, type Job } from './job.ts'
import { takeHalvesBack } from './recovery/half-results.ts'
import { isMoveOnly } from './originals.ts'
import { mayEndWhereTaken, requireFreeNames } from './making/require-free-names.ts'
import { SentAhead } from './commit/sent-ahead.ts'
import { stands } from './standing.ts'
import type { Stage } from './stage.ts'
import type { Sealer } from './making/sealer.ts'
import { transform } from './making/transformer.ts'

/** The parts a job passes through, besides its batch. */
export interface Banks {
  copier: Copier
  committer: Committer
  sealer: Sealer
  stage: Stage
}

export interface Landed {
  outputs: OutputRecord[]
  reused: boolean
}

/**
 * Carries one admitted file from its source to its published, recorded results, in one try: permits, segments, commit.
 * Throws the fault, `TakenName`, or the signal's reason; then only the journal's row is left of the try.
 * It awaits only where there is something to wait for: each empty wait costs the main thread a hundredth of a small file.
 */
export async function river(job: Job, batch: BatchContext, banks: Banks): Promise<Landed> {
  const { stage } = banks
  if (batch.gate.reason) await batch.gate.pass(roomFor(job), stage)
  if (job.halves) await takeHalvesBack(job, batch)
  using coming = banks.committer.expect()
  const finished = await produce(job, batch, banks)
  const reused = job.earlier ? await sameAsBefore(finished, batch) : null
  if (reused) return reused
  if (stage.place.isInLine) await mayBeNamed(finished, batch, stage)
  stage.onStage('write', 0)
  const { isAwaited } = stage.place
  return {
    outputs: await banks.committer.commit(finished, { coming, isAwaited, onWaited: stage.onWaited }),
    reused: false,
  }
}

/** A result may be larger than its source, so after each time the disk was full, the job waits for twice as much room. */
function roomFor({ identity, fulls = 0 }: Job): number {
  return identity.sizeBytes * 2 ** Math.min(fulls, doublingsMost)
}
const doublingsMost = 6

/** The permit covers only the work, not the reading, hashing and disk waits after it, which would keep a core idle. */
async function produce(job: Job, batch: BatchContext, banks: Banks): Promise<Finished> {
  const { stage } = banks
  using permit = await turnOf(job, batch, stage)
  if (isMoveOnly(batch) && !job.apart) return await renamed(job, batch)
  if (mayEndWhereTaken(job, batch)) await requireFreeNames(job, batch)
  if (isCopy(batch)) return await copyJob(job, batch, banks)
  const ahead = new SentAhead(job, batch)
  const onOutputs = (outputs: readonly FinishedOutput[]) => {
    readyThreads(batch, outputs.length)
    return ahead.send(outputs)
  }
  readyThreads(batch, job.members.length)
  const onWorked = () => permit[Symbol.dispose]()
  const finished = { ...(await transform(job, batch, { ...stage, sealer: banks.sealer, onOutputs, onWorked })), ahead }
  onWorked()
  // For a single file this is checked with each result, when that is taken over or copied.
  if (job.members.length > 0) await requireUnchanged(finished, batch)
  return finished
}

/** All io threads share looking at, or naming, thousands of files: start them while a worker is still busy with the files. */
function readyThreads({ parts }: BatchContext, files: number): void {
  if (files >= lookMost) parts.io.growTo()
}

/** A job whose name got a number before it began cannot be in place already. */
async function renamed(job: Job, batch: BatchContext): Promise<Finished> {
  const finished = renameJob(job, batch)
  const [first] = finished.outputs
  const stays = first && first.name !== first.stem + first.extension ? await inPlace(finished, batch.parts.io) : null
  if (stays) throw stays
  return finished
}

/** Gives a permit back that comes while the batch is paused. Jobs named in file order also start in it, since a pause lets running jobs go first. */
async function turnOf(job: Job, batch: BatchContext, { signal, turns, place }: Stage): Promise<Disposable> {
  const kin = place.isInLine ? {} : { kin: { name: batch.record.id, size: sizeOf(job) } }
  for (;;) {
    const going = turns.going(job, { signal })
    if (going) await going
    const permit = await batch.parts.permits.acquire(claimsOf(job, batch), { signal, who: job.source, ...kin })
    if (turns.begin(job)) return permit
    permit[Symbol.dispose]()
  }
}

function sizeOf({ identity, members }: Job): number {
  return members.length === 0 ? identity.sizeBytes : members.reduce((sum, member) => sum + member.identity.sizeBytes, 0)
}

function isCopy({ course }: BatchContext): boolean {
  return course.shared.length === 0 && course.branches.every((branch) => branch.own.length === 0)
}

/** How many files an io thread looks at in one call. */
const lookMost = 512

/** Resolves when the jobs before it in line have their names. */
function mayBeNamed(finished: Finished, batch: BatchContext, { place, signal }: Stage): Promise<void> {
  return orNothingLeft(finished, batch, () => place.turn({ results: finished.outputs.length, signal }))
}

/** A worker read the files some time ago. If one was changed since, the newer version has to be processed. */
async function requireUnchanged(finished: Finished, batch: BatchContext): Promise<void> {
  const { io } = batch.parts
  const files = finished.job.members.map(({ source, identity }) => ({ path: source, planned: identity }))
  const look = async (share: typeof files): Promise<never[]> => {
    for (let at = 0; at < share.length; at += lookMost) await io.call('unchanged', share.slice(at, at + lookMost))
    return []
  }
  await orNothingLeft(finished, batch, () => io.shareOut(files, look))
}

/** The file was touched, but has the content the earlier results were made of: those stay, the new ones are removed. */
async function sameAsBefore(finished: Finished, batch: BatchContext): Promise<Landed | null> {
  const { earlier } = finished.job
  if (!earlier || !isOfSameContent(finished, earlier)) return null
  if (!(await orNothingLeft(finished, batch, () => stands(earlier, batch)))) return null
  await disposeAttempts(batch.parts, attemptsOf(finished))
  return { outputs: earlier.outputs.map(({ path, bytes, sha256 }) => ({ path, bytes, sha256 })), reused: true }
}

function isOfSameContent({ job, original, sourceSha256 }: Finished, earlier: Earlier): boolean {
  return job.members.length === 0 && original === 'stays' && earlier.sha256 === sourceSha256
}

/** Runs `act`; if it throws, removes the files of the finished attempt. */
async function orNothingLeft<T>(finished: Finished, batch: BatchContext, act: () => Promise<T>): Promise<T> {
  try {
    return await act()
  } catch (error) {
    await disposeAttempts(batch.parts, attemptsOf(finished))
    throw error
  }
}

function attemptsOf({ outputs }: Finished): string[] {
  return outputs.map(({ attempt }) => attempt)
}

/** Whether a fault closes the gate of the target volume. */
export function closesGate(fault: Fault): boolean {
  return fault.code === 'disk-full' || fault.code === 'volume-gone' || fault.code === 'read-only'
}
