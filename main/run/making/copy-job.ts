import type { CopyRequest } from '../../io/copying/copy-request.ts'
import { child } from '../../io/paths.ts'
import { nextAttempt } from './attempt-name.ts'
import type { BatchContext } from '../batch-context.ts'
import type { Copier } from './copier.ts'
import { disposeAttempts } from './dispose-attempts.ts'
import { foundBefore } from './early-facts.ts'
import type { Finished, FinishedOutput, Job } from '../job.ts'
import { keptFrom } from './kept-from.ts'
import { isMoveOnly } from '../originals.ts'
import { besideFirst, companionsOfJob, copiesBeside, leavingAlong } from './travel-along.ts'
import { lateTarget } from '../targets.ts'
import type { Stage } from '../stage.ts'

/**
 * Copies a source once for each branch, and those that travel along beside the first. A move whose new place is on another disk is a copy, after which the
 * original goes. A fault leaves none of the copies.
 */
export async function copyJob(
  job: Job,
  batch: BatchContext,
  { copier, stage }: { copier: Copier; stage: Stage },
): Promise<Finished> {
  stage.onStage('copy', 0)
  const copying = { job, batch, copier, stage, keep: keepOf(batch) }
  const outputs: FinishedOutput[] = []
  try {
    for (const branch of batch.course.branches.keys()) outputs.push(await copyBranch(branch, copying))
    const [first] = outputs
    if (first) outputs.push(...(await copyAlong(first, copying)))
    return finishedOf(job, outputs, batch)
  } catch (error) {
    await disposeAttempts(
      batch.parts,
      outputs.map(({ attempt }) => attempt),
    )
    throw error
  }
}

/** One job while its files are copied. */
interface JobCopying {
  job: Job
  batch: BatchContext
  copier: Copier
  stage: Stage
  keep: Pick<CopyRequest, 'keepTimes' | 'keepMode' | 'keepAll'>
}

function keepOf(batch: BatchContext): JobCopying['keep'] {
  const { times: keepTimes, mode: keepMode } = keptFrom(batch)
  return { keepTimes, keepMode, keepAll: isMoveOnly(batch) }
}

async function copyBranch(branch: number, { job, batch, copier, stage, keep }: JobCopying): Promise<FinishedOutput> {
  const { folder } = targetOf(job, branch)
  // A name that cannot be is told before anything is written.
  const place = placed(job, batch, branch)
  if (!batch.places.isOpen(folder)) await batch.places.require(folder)
  const attempt = nextAttempt(job, batch)
  const { mount } = batch.traits
  const { identity, sha256 } = await copier.copy(
    { source: job.source, planned: job.identity, folder, attempt, mount, ...keep },
    { signal: stage.signal, onCopied: (fraction) => stage.onStage('copy', fraction) },
  )
  return { ...place, attempt: child(folder, attempt), identity, bytes: identity.sizeBytes, sha256 }
}

function copyAlong(
  first: FinishedOutput,
  { job, batch, copier, stage, keep }: JobCopying,
): Promise<FinishedOutput[]> | [] {
  if (job.members.length === 0) return []
  const { mount } = batch.traits
  return copiesBeside({ job, first, batch }, (request) => copier.copy({ ...request, mount, ...keep }, stage))
}

function finishedOf(job: Job, outputs: FinishedOutput[], batch: BatchContext): Finished {
  const sha256 = outputs[0]?.sha256 ?? ''
  const across = isMoveOnly(batch)
  const leaving = across ? [] : [{ file: job, sha256 }, ...leavingAlong(outputs)]
  return { job, sourceSha256: sha256, original: across ? 'across' : 'stays', leaving, outputs }
}

/** The file itself, with those that travel along, is the result under its new name: no byte is read. */
export function renameJob(job: Job, batch: BatchContext): Finished {
  const { identity, source } = job
  const first = { ...placed(job, batch, 0), attempt: source, identity, bytes: identity.sizeBytes, sha256: '' }
  const along = companionsOfJob(job).map((file) => {
    const { source: attempt, identity: own } = file
    return besideFirst({ first, file }, { attempt, identity: own, bytes: own.sizeBytes, sha256: '' })
  })
  return { job, sourceSha256: '', original: 'renamed', leaving: [], outputs: [first, ...along] }
}

function placed(job: Job, batch: BatchContext, branch: number) {
  const { extension } = targetOf(job, branch)
  const late = lateTarget(job, batch, { branch, extension, facts: {} })
  return { branch, type: String(job.facts.type ?? ''), facts: foundBefore(job.facts), isFlushed: true, ...late }
}

function targetOf(job: Job, branch: number): Job['targets'][number] {
  const target = job.targets[branch]
  if (!target) throw new RangeError(`${job.source} has no target for branch ${branch}`)
  return target
}
